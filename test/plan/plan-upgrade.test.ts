import { describe, expect, it } from "vitest";
import type { Cluster } from "../../src/cluster/cluster.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { exampleCluster } from "./example-cluster.ts";
import { replay } from "./replay.ts";

const hopsOf = (cluster: Cluster, to: string) =>
  planUpgrade(cluster, { to }).hops.map((hop) => `${hop.from} → ${hop.to}`);

describe("the way to the target", () => {
  it("goes minor by minor, each at its newest known patch", () => {
    expect(hopsOf(exampleCluster({ version: "1.33.6" }), "1.36")).toEqual([
      "1.33.6 → 1.34.13",
      "1.34.13 → 1.35.10",
      "1.35.10 → 1.36.6",
    ]);
  });

  it("ends at exactly the patch that was asked for", () => {
    expect(hopsOf(exampleCluster({ version: "1.35.10" }), "v1.36.2")).toEqual(["1.35.10 → 1.36.2"]);
  });

  it("is one hop for a patch", () => {
    expect(hopsOf(exampleCluster({ version: "1.35.4" }), "1.35")).toEqual(["1.35.4 → 1.35.10"]);
  });

  it("is one hop with the same version at both ends for kubelets only", () => {
    const cluster = exampleCluster({ version: "1.35.10", kubelet: "1.33.6", workers: 1 });
    const plan = planUpgrade(cluster, { to: "1.35" });
    expect(plan.hops.map(({ from, to }) => [from, to])).toEqual([["1.35.10", "1.35.10"]]);
    expect(plan.hops[0]?.steps.some(({ action }) => action === "apply" || action === "backup")).toBe(false);
    expect(replay(cluster, plan)).toEqual([]);
  });

  it.each([
    ["1.36", [], "1.36", ["1.36 → 1.36.6"]],
    ["1.36", [], "1.37", ["1.36 → 1.37.2"]],
    ["1.36", ["1.33.1"], "1.37", ["1.36.6 → 1.36.6", "1.36.6 → 1.37.2"]],
    ["1.28", ["1.26.1"], "1.28.3", ["1.28.3 → 1.28.3", "1.28.3 → 1.28.3"]],
  ])("%s without a patch, beside kubelets %j, goes to %s by %j", (...[version, [kubelet], to, hops]) => {
    const wish = { version, workers: 1, kubelet: kubelet ?? "1.36.1" };
    expect(hopsOf(exampleCluster(wish), to)).toEqual(hops);
  });

  it("lets kubelets catch up first where the next hop would leave them too far behind", () => {
    const cluster = exampleCluster({ version: "1.33.6", kubelet: "1.30.4", workers: 1 });
    expect(hopsOf(cluster, "1.34")).toEqual(["1.33.6 → 1.33.6", "1.33.6 → 1.34.13"]);
  });

  it("drains every node in every hop up to 1.28, where kubeadm accepts one minor only", () => {
    const plan = planUpgrade(exampleCluster({ version: "1.25.16", workers: 2 }), { to: "1.28" });
    expect(plan.drains).toEqual({ planned: 9, minimum: 9, nodeByNode: 9 });
  });

  it("drains each node once over three minors from 1.29 on", () => {
    const plan = planUpgrade(exampleCluster({ version: "1.33.6", controlPlanes: 3, workers: 2 }), {
      to: "1.36",
    });
    expect(plan.drains).toEqual({ planned: 5, minimum: 5, nodeByNode: 15 });
  });

  it("counts each machine of a pool that is known by its replicas", () => {
    const cluster = exampleCluster({ version: "1.35.10" });
    const pool = { name: "pool-a", count: 40, role: "worker" as const, kubeletVersion: "1.35.10" };
    expect(planUpgrade({ ...cluster, nodes: [...cluster.nodes, pool] }, { to: "1.36" }).drains.planned).toBe(
      41,
    );
  });

  it("is the same for the same input, byte for byte", () => {
    const texts = [1, 2].map(() =>
      JSON.stringify(
        planUpgrade(exampleCluster({ version: "1.31.4", controlPlanes: 3, workers: 4 }), { to: "1.36" }),
      ),
    );
    expect(texts[0]).toBe(texts[1]);
  });
});

const mixed = (versions: readonly string[], changes: Partial<Cluster["controlPlane"]> = {}): Cluster => {
  const cluster = exampleCluster({ version: "1.34.6", controlPlanes: versions.length, workers: 1 });
  const at = versions.map((version, index) => ({ node: `cp-${index + 1}`, version }));
  const controlPlane = {
    ...cluster.controlPlane,
    apiServers: at,
    controllerManagers: at,
    schedulers: at,
    ...changes,
  };
  return { ...cluster, controlPlane };
};
const moves = (cluster: Cluster, to: string) =>
  planUpgrade(cluster, { to }).hops[0]?.steps.flatMap(({ action, node, role }) =>
    role === "control-plane" && (action === "apply" || action === "upgrade-node")
      ? [`${action} ${node}`]
      : [],
  );

describe("a cluster caught half-way", () => {
  it("is finished with `upgrade node` where one node has had its apply", () => {
    const cluster = mixed(["1.35.4", "1.34.6", "1.34.6"]);
    expect(hopsOf(cluster, "1.36")[0]).toBe("1.34.6 → 1.35.4");
    expect(moves(cluster, "1.36")).toEqual(["upgrade-node cp-2", "upgrade-node cp-3"]);
  });

  it("is finished on every node where the static pods do not name theirs", () => {
    const apiServers = ["1.35.4", "1.35.4", "1.34.6"].map((version) => ({ version }));
    const cluster = mixed(["1.34.6", "1.34.6", "1.34.6"], {
      apiServers,
      controllerManagers: [],
      schedulers: [],
    });
    expect(hopsOf(cluster, "1.36")).toEqual(["1.34.6 → 1.35.4", "1.35.4 → 1.36.6"]);
    expect(moves(cluster, "1.36")).toEqual(["upgrade-node cp-1", "upgrade-node cp-2", "upgrade-node cp-3"]);
  });

  it("is applied anew at the newest patch where nobody tells which patch was begun", () => {
    const cluster = mixed(["1.35", "1.34"]);
    expect(hopsOf(cluster, "1.36")).toEqual(["1.34 → 1.35.10", "1.35.10 → 1.36.6"]);
    expect(moves(cluster, "1.36")).toEqual(["apply cp-1", "upgrade-node cp-2"]);
  });

  it("is no excuse for a kubelet that was too old before it began", () => {
    const cluster = mixed(["1.35.4", "1.34.6"]);
    const nodes = cluster.nodes.map((node) =>
      node.role === "worker" ? { ...node, kubeletVersion: "1.30.2" } : node,
    );
    expect(planUpgrade({ ...cluster, nodes }, { to: "1.36" }).verdict).toBe("blocked");
  });

  it("asks first which version the apply stored", () => {
    const commands =
      planUpgrade(mixed(["1.35.4", "1.34.6"]), { to: "1.36" }).hops[0]?.steps.flatMap(
        (step) => step.commands,
      ) ?? [];
    expect(commands).toContainEqual(
      expect.objectContaining({
        run: expect.stringContaining("kubeadm-config"),
        expect: "kubernetesVersion: v1.35.4",
      }),
    );
  });

  it("gets its apply again where that was cut off behind the API server", () => {
    const behind = ["1.34.6", "1.34.6"].map((version, index) => ({ node: `cp-${index + 1}`, version }));
    expect(moves(mixed(["1.35.4", "1.34.6"], { controllerManagers: behind }), "1.36")).toEqual([
      "apply cp-1",
      "upgrade-node cp-2",
    ]);
  });

  it("takes instances that name no node for those of every node that has none of its own", () => {
    const apiServers = [{ version: "1.34.6" }, { node: "cp-1", version: "1.35.4" }];
    const managers = [{ node: "cp-2", version: "1.34.6" }, { version: "1.35.4" }];
    const cluster = mixed(["1.35.4", "1.34.6", "1.34.6"], {
      apiServers,
      controllerManagers: managers,
      schedulers: managers,
    });
    expect(moves(cluster, "1.36")).toEqual(["upgrade-node cp-2", "upgrade-node cp-3"]);
  });

  it("goes straight to a later patch of the minor that was begun", () => {
    expect(hopsOf(mixed(["1.35.4", "1.34.6"]), "1.35")).toEqual(["1.34.6 → 1.35.10"]);
  });

  it("may go on although kubeadm's own page left the first node's kubelet above another API server", () => {
    const cluster = mixed(["1.35.4", "1.34.6"]);
    const nodes = cluster.nodes.map((node) =>
      node.name === "cp-1" ? { ...node, kubeletVersion: "1.35.4" } : node,
    );
    const plan = planUpgrade({ ...cluster, nodes }, { to: "1.36" });
    expect(plan.verdict).toBe("ready");
    expect(plan.findings.find(({ id }) => id === "skew-kubelet")?.severity).toBe("risk");
  });
});

describe("verdicts", () => {
  const cluster = exampleCluster({ version: "1.35.10", workers: 1 });

  it("has nothing to do at the target", () => {
    const plan = planUpgrade(cluster, { to: "1.35" });
    expect(plan).toMatchObject({
      verdict: "ready",
      nothingToDo: true,
      hops: [],
      drains: { planned: 0, minimum: 0, nodeByNode: 0 },
    });
  });

  it.each([
    ["a downgrade", "1.34", /1\.35\.10.*1\.34|1\.34.*1\.35\.10/],
    ["an older patch", "1.35.2", /1\.35\.2/],
    ["an unknown minor", "1.99", /1\.99/],
    ["an unknown patch", "1.36.99", /1\.36\.99/],
  ])("is blocked for %s, with the versions", (_, to, versions) => {
    const plan = planUpgrade(cluster, { to });
    expect(plan).toMatchObject({ verdict: "blocked", hops: [] });
    expect(plan.findings.find(({ severity }) => severity === "blocker")?.why).toMatch(versions);
  });

  it("refuses a target that is no version", () => {
    expect(() => planUpgrade(cluster, { to: "latest" })).toThrow(/no Kubernetes version/);
  });

  it("is blocked by a kubelet above every API server, and still shows the way", () => {
    const nodes = cluster.nodes.map((node) =>
      node.role === "worker" ? { ...node, kubeletVersion: "1.36.1" } : node,
    );
    const plan = planUpgrade({ ...cluster, nodes }, { to: "1.36" });
    expect(plan.verdict).toBe("blocked");
    expect(plan.findings[0]?.why).toMatch(/worker-1/);
    expect(plan.hops).toHaveLength(1);
  });

  it("is blocked, and not done, where a kubelet is above API servers that are at the target", () => {
    const nodes = cluster.nodes.map((node) => ({ ...node, kubeletVersion: "1.36.1" }));
    const plan = planUpgrade({ ...cluster, nodes }, { to: "1.35" });
    expect(plan).toMatchObject({ verdict: "blocked", hops: [] });
    expect(plan).not.toHaveProperty("nothingToDo");
  });

  it("gives a cluster that kubeadm does not manage no kubeadm commands", () => {
    expect(planUpgrade({ ...cluster, distribution: "k3s" }, { to: "1.36" })).toMatchObject({
      verdict: "blocked",
      from: "1.35.10",
      hops: [],
    });
  });

  it("is unknown where a kubelet's version cannot be read, and moves that node too", () => {
    const nodes = cluster.nodes.map((node) =>
      node.role === "worker" ? { ...node, kubeletVersion: "unknown" } : node,
    );
    const plan = planUpgrade({ ...cluster, nodes }, { to: "1.36" });
    expect(plan.verdict).toBe("unknown");
    expect(plan.drains.planned).toBe(2);
  });
});
