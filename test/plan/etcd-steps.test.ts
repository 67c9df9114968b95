import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { Plan, Step } from "../../src/plan/plan.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { stepTitle } from "../../src/report/step-words.ts";
import { quote } from "../../src/source/shell.ts";
import { exampleCluster } from "./example-cluster.ts";

const stepsOf = (plan: Plan): readonly Step[] => plan.hops.flatMap(({ steps }) => steps);
const linesOf = (plan: Plan) => stepsOf(plan).flatMap(({ commands }) => commands.map(({ run }) => run));

/** The versions of the set-image steps on the way from 1.35 to 1.36 with etcd pinned. */
const pinned = (value: string) => {
  const cluster = exampleCluster({ version: "1.35.10" });
  const origin = { path: "kubeadm.yaml", line: 9, column: 15, field: "etcd.local.imageTag", value };
  const etcd = { topology: "stacked" as const, version: value, pinnedImageTag: { value, origin } };
  const plan = planUpgrade({ ...cluster, controlPlane: { ...cluster.controlPlane, etcd } }, { to: "1.36" });
  return stepsOf(plan).flatMap(({ action, version }) => (action === "set-image" ? [version] : []));
};

describe("etcd", () => {
  it("is raised to its minimum on every member before 1.34, and the pin is taken out again before apply", () => {
    const [hop] = planUpgrade(exampleCluster({ version: "1.33.6", controlPlanes: 3 }), { to: "1.34" }).hops;
    const images = hop?.steps.filter(({ action }) => action === "set-image") ?? [];
    expect(images.map(({ node, version }) => [node, version])).toEqual([
      ["cp-1", "3.5.32-0"],
      ["cp-2", "3.5.32-0"],
      ["cp-3", "3.5.32-0"],
    ]);
    const stored = images
      .flatMap(({ commands }) => commands.map(({ run }) => run))
      .filter((run) => run.includes("sed"));
    expect(stored[0]).toContain("imageTag: 3.5.32-0");
    expect(stored.at(-1)).not.toContain("imageTag: 3");
    const apply = hop?.steps.findIndex(({ action }) => action === "apply") ?? -1;
    expect(hop?.steps.findLastIndex(({ action }) => action === "set-image")).toBeLessThan(apply);
  });

  it("is raised on one machine of a pool and then on the others", () => {
    const cluster = exampleCluster({ version: "1.33.6" });
    const nodes = [{ name: "planes", role: "control-plane" as const, count: 3, kubeletVersion: "1.33.6" }];
    const apiServers = [{ version: "1.33.6" }];
    const controlPlane = { ...cluster.controlPlane, apiServers, controllerManagers: [], schedulers: [] };
    const lines = linesOf(planUpgrade({ ...cluster, nodes, controlPlane }, { to: "1.34" }));
    const raised = lines.filter((run) => /^sudo kubeadm upgrade (apply v1\.33|node)/.test(run));
    expect(raised.slice(0, 2)).toEqual([
      "sudo kubeadm upgrade apply v1.33.6 --yes",
      "sudo kubeadm upgrade node",
    ]);
  });

  it("is left alone where the members are there already", () => {
    const cluster = exampleCluster({ version: "1.33.6" });
    const controlPlane = {
      ...cluster.controlPlane,
      etcd: { topology: "stacked" as const, version: "3.5.26-0" },
    };
    const steps = stepsOf(planUpgrade({ ...cluster, controlPlane }, { to: "1.34" }));
    expect(steps.some(({ action }) => action === "set-image")).toBe(false);
  });

  it("is asked on the host where the facts end", () => {
    const steps = stepsOf(planUpgrade(exampleCluster({ version: "1.36.6" }), { to: "1.37" }));
    expect(steps.some(({ action }) => action === "set-image")).toBe(false);
    expect(
      steps.find(({ phase, action }) => phase === "etcd" && action === "check")?.commands[0]?.expect,
    ).toContain("3.6.11");
  });

  it("is asked, and raised by hand, where the kubeadm of the hop was cut off in its apply", () => {
    const cluster = exampleCluster({ version: "1.33.6", controlPlanes: 2 });
    const apiServers = cluster.controlPlane.apiServers.map((one) =>
      one.node === "cp-1" ? { ...one, version: "1.34.6" } : one,
    );
    const controlPlane = { ...cluster.controlPlane, apiServers };
    const [hop] = planUpgrade({ ...cluster, controlPlane }, { to: "1.34.6" }).hops;
    expect(hop?.steps.filter(({ action }) => action === "set-image" || action === "apply")).toHaveLength(1);
    expect(hop?.steps.find(({ phase }) => phase === "etcd")?.why).toContain("manifests/etcd.yaml");
  });

  it("is never written over with an empty configuration", () => {
    const stored = linesOf(planUpgrade(exampleCluster({ version: "1.33.6" }), { to: "1.34" })).filter((run) =>
      run.includes("kubehop-cluster-configuration.yaml"),
    );
    const kubectl = `kubectl() { case "$*" in *jsonpath*) echo "$STORED" ;; *replace*) cat ;; *create*) echo created ;; esac; }`;
    const written = (configuration: string) => {
      const input = `cd "$(mktemp -d)"\n${kubectl}\nSTORED=${quote(configuration)}\n${stored.slice(0, 2).join("\n")}\n`;
      return spawnSync("bash", [], { input, encoding: "utf8" }).stdout;
    };
    expect(written("kind: ClusterConfiguration\netcd:\n  local:\n    dataDir: /var/lib/etcd")).toBe(
      "    imageTag: 3.5.32-0\ncreated\n",
    );
    expect(written("")).toBe("");
  });

  it("is raised with the option that kubeadm wants for a running pre-release", () => {
    const lines = linesOf(planUpgrade(exampleCluster({ version: "1.33.6-rc.1" }), { to: "1.34" }));
    expect(lines).toContain(
      "sudo kubeadm upgrade apply v1.33.6-rc.1 --yes --allow-release-candidate-upgrades",
    );
  });

  it("outside of the cluster is saved through its own endpoints and never moved", () => {
    const cluster = exampleCluster({ version: "1.33.6" });
    const etcd = {
      topology: "external" as const,
      endpoints: ["https://10.0.0.1:2379", "https://10.0.0.2:2379"],
    };
    const plan = planUpgrade({ ...cluster, controlPlane: { ...cluster.controlPlane, etcd } }, { to: "1.34" });
    const snapshot = stepsOf(plan)
      .find(({ action }) => action === "snapshot-etcd")
      ?.commands.map(({ run }) => run)
      .join("\n");
    expect(snapshot).toContain("--endpoints=https://10.0.0.1:2379,https://10.0.0.2:2379");
    expect(snapshot).toContain("${ETCD_CACERT:?");
    expect(stepsOf(plan).some(({ action }) => action === "set-image")).toBe(false);
    expect(linesOf(plan).join("\n")).not.toContain("pod/etcd-");
  });

  it("that a pin held back is raised before the pin is lost, and kept where the next kubeadm can work with it", () => {
    expect(pinned("3.5.24-0")).toEqual(["3.5.32-0"]);
    expect(pinned("3.5.33-0")).toEqual(["3.5.33-0"]);
    expect(pinned("3.6.6-0")).toEqual([]);
  });

  it.each([
    ["3.5.24-0", ["3.5.32-0"], ["etcd-pin-too-old"]],
    ["3.6.6-0", [], []],
  ])("at %s beside API servers of 1.35 is held by a pin that no file shows", (...[version, images, ids]) => {
    const cluster = exampleCluster({ version: "1.35.10" });
    const etcd = { topology: "stacked" as const, version };
    const plan = planUpgrade({ ...cluster, controlPlane: { ...cluster.controlPlane, etcd } }, { to: "1.36" });
    const moved = stepsOf(plan).filter(({ action }) => action === "set-image");
    expect(moved.map((step) => step.version)).toEqual(images);
    expect(plan.findings.filter(({ id }) => id.startsWith("etcd")).map(({ id }) => id)).toEqual(ids);
  });

  it("of which only the pin is taken out has not passed the point of no return", () => {
    const value = "3.5.10-0";
    const origin = { path: "kubeadm.yaml", line: 9, column: 15, field: "etcd.local.imageTag", value };
    const cluster = exampleCluster({ version: "1.30.14" });
    const etcd = { topology: "stacked" as const, pinnedImageTag: { value, origin } };
    const [hop] = planUpgrade(
      { ...cluster, controlPlane: { ...cluster.controlPlane, etcd } },
      { to: "1.31" },
    ).hops;
    const step = hop?.steps.find(({ action }) => action === "set-image");
    expect(step && stepTitle(step)).toBe("Take out the pin of etcd to 3.5.10-0");
    expect(step?.commands.at(-1)?.run).toContain("pod/etcd-cp-1");
    expect(hop?.pointOfNoReturn).toMatch(/apply-cp-1$/);
  });
});
