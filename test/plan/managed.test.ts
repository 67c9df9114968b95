import { describe, expect, it } from "vitest";
import type { Cluster } from "../../src/cluster/cluster.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { exampleCluster } from "./example-cluster.ts";
import { replay } from "./replay.ts";

const origin = {
  path: "clusters/prod.yaml",
  line: 12,
  column: 14,
  field: "spec.topology.version",
  value: "v1.34.6",
};
const pool = (name: string, role: "control-plane" | "worker", count: number) => ({
  name,
  role,
  count,
  kubeletVersion: "1.34.6",
  origin,
});

function clusterApi(): Cluster {
  const cluster = exampleCluster({ version: "1.34.6" });
  return {
    ...cluster,
    distribution: "cluster-api",
    controlPlane: {
      ...cluster.controlPlane,
      apiServers: [{ version: "1.34.6", origin }],
      controllerManagers: [],
      schedulers: [],
    },
    nodes: [pool("prod-control-plane", "control-plane", 3), pool("md-0", "worker", 5)],
  };
}

const linesOf = (cluster: Cluster) =>
  planUpgrade(cluster, { to: "1.36" }).hops.flatMap(({ steps }) =>
    steps.flatMap(({ commands }) => commands.map(({ run }) => run)),
  );

describe("a cluster that Cluster API manages", () => {
  it("is changed where its version is declared, once a hop", () => {
    const edits = linesOf(clusterApi()).filter((run) => run.startsWith("sed"));
    expect(edits).toEqual([
      "sed -i '12s/1\\.[0-9][0-9]*\\.[0-9][0-9]*/1.35.10/' clusters/prod.yaml",
      "sed -i '12s/1\\.[0-9][0-9]*\\.[0-9][0-9]*/1.36.6/' clusters/prod.yaml",
    ]);
  });

  it("names the pools whose version stands in no file", () => {
    const cluster = clusterApi();
    const { origin: _, ...gpu } = pool("gpu", "worker", 2);
    const [hop] = planUpgrade({ ...cluster, nodes: [...cluster.nodes, gpu] }, { to: "1.35" }).hops;
    const expected = hop?.steps.flatMap(({ commands }) =>
      commands.flatMap(({ expect: words }) => words ?? []),
    );
    expect(expected).toContainEqual(expect.stringContaining("v1.35.10 for gpu too"));
  });

  it("gets no kubeadm and no package commands", () => {
    expect(linesOf(clusterApi()).filter((run) => /sudo|kubeadm upgrade|apt-get/.test(run))).toEqual([]);
  });

  it("is whole again when every machine of the pools has moved", () => {
    const [hop] = planUpgrade(clusterApi(), { to: "1.35" }).hops;
    const expected = hop?.steps.at(-1)?.commands.flatMap(({ expect: words }) => words ?? []);
    expect(expected).toContain("every node Ready, the 8 that moved at v1.35.10");
  });

  it("moves every machine in every hop, and can be replayed", () => {
    const plan = planUpgrade(clusterApi(), { to: "1.36", strategy: "fewest-drains" });
    expect(plan.strategy).toBe("node-by-node");
    expect(plan.drains).toMatchObject({ planned: 16, nodeByNode: 16 });
    expect(replay(clusterApi(), plan)).toEqual([]);
  });
});

describe("a cluster that kubespray manages", () => {
  const cluster: Cluster = {
    ...exampleCluster({ version: "1.34.6", controlPlanes: 3, workers: 2 }),
    distribution: "kubespray",
  };

  it("runs the playbook for the control plane, then for the workers, once a hop", () => {
    const playbooks = linesOf(cluster).filter((run) => run.includes("upgrade-cluster.yml"));
    expect(playbooks.map((run) => /kube_version=(\S+) --limit (\S+)/.exec(run)?.slice(1))).toEqual([
      ["1.35.10", "kube_control_plane:etcd"],
      ["1.35.10", "'kube_node:!kube_control_plane'"],
      ["1.36.6", "kube_control_plane:etcd"],
      ["1.36.6", "'kube_node:!kube_control_plane'"],
    ]);
  });

  it("can be replayed", () => {
    expect(replay(cluster, planUpgrade(cluster, { to: "1.36" }))).toEqual([]);
  });
});

describe("what a managed cluster's plan says", () => {
  const kubespray = exampleCluster(
    { version: "1.34.6", controlPlanes: 3, workers: 2 },
    { distribution: "kubespray" },
  );

  it.each([
    ["Cluster API", clusterApi()],
    ["kubespray", kubespray],
  ])("fits %s: something to type only where there is, and a way back by the tool", (name, cluster) => {
    const [hop] = planUpgrade(cluster, { to: "1.35" }).hops;
    const untyped = hop?.steps.filter(({ why }) => why.startsWith("Nothing to type")) ?? [];
    expect(untyped.length).toBeGreaterThan(0);
    expect(untyped.flatMap(({ commands }) => commands)).toEqual([]);
    expect(hop?.rollback).toContain(name);
    expect(hop?.rollback).not.toContain("kubeadm");
  });
});

describe("kubelets far behind on a managed cluster", () => {
  it("come along first, control-plane machines included", () => {
    const cluster: Cluster = {
      ...exampleCluster({ version: "1.34.6", kubelet: "1.31.2", workers: 1 }),
      distribution: "kubespray",
    };
    const plan = planUpgrade(cluster, { to: "1.35" });
    expect(plan.hops.map(({ from, to }) => [from, to])).toEqual([
      ["1.34.6", "1.34.6"],
      ["1.34.6", "1.35.10"],
    ]);
    expect(replay(cluster, plan)).toEqual([]);
  });
});
