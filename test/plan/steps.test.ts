import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { Cluster } from "../../src/cluster/cluster.ts";
import type { Plan, Step } from "../../src/plan/plan.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { exampleCluster } from "./example-cluster.ts";

const stepsOf = (plan: Plan): readonly Step[] => plan.hops.flatMap(({ steps }) => steps);
const linesOf = (plan: Plan) => stepsOf(plan).flatMap(({ commands }) => commands.map(({ run }) => run));
const withConfiguration = (
  cluster: Cluster,
  apiVersion: string,
  content: Readonly<Record<string, unknown>>,
): Cluster => ({
  ...cluster,
  kubeadm: {
    apiVersion: `kubeadm.k8s.io/${apiVersion}`,
    clusterConfiguration: content,
    documents: [
      {
        kind: "ClusterConfiguration",
        apiVersion: `kubeadm.k8s.io/${apiVersion}`,
        content,
        origin: {
          path: "it's/kubeadm.yaml",
          line: 1,
          column: 13,
          field: "apiVersion",
          value: `kubeadm.k8s.io/${apiVersion}`,
        },
      },
    ],
  },
});

describe("a hop's order", () => {
  const plan = planUpgrade(exampleCluster({ version: "1.35.10", controlPlanes: 3, workers: 1 }), {
    to: "1.36",
  });
  const told = stepsOf(plan).map(({ action, node }) => (node === undefined ? action : `${action} ${node}`));

  const proofAt = (index: number) => {
    const commands = stepsOf(plan).at(index)?.commands ?? [];
    return commands.map(({ run }) => run).join("\n");
  };

  it("backs up, moves every API server, then workers' kubeadm, then kubelets one by one", () => {
    const changing = told.filter((step) =>
      /^(backup|snapshot|apply|upgrade|drain|uncordon|verify)/.test(step),
    );
    expect(changing).toEqual([
      "backup",
      "snapshot-etcd cp-1",
      "upgrade-kubeadm cp-1",
      "apply cp-1",
      "upgrade-kubeadm cp-2",
      "upgrade-node cp-2",
      "upgrade-kubeadm cp-3",
      "upgrade-node cp-3",
      "upgrade-kubeadm worker-1",
      "upgrade-node worker-1",
      "drain cp-1",
      "upgrade-kubelet cp-1",
      "uncordon cp-1",
      "drain cp-2",
      "upgrade-kubelet cp-2",
      "uncordon cp-2",
      "drain cp-3",
      "upgrade-kubelet cp-3",
      "uncordon cp-3",
      "drain worker-1",
      "upgrade-kubelet worker-1",
      "uncordon worker-1",
      "verify",
    ]);
  });

  it("proves after each API server that it serves, not only that kubeadm said so", () => {
    const after = told.indexOf("apply cp-1") + 1;
    const proof = proofAt(after);
    expect(proof).toMatch(
      /readyz[\s\S]*kube-apiserver-cp-1 pod\/kube-controller-manager-cp-1 pod\/kube-scheduler-cp-1[\s\S]*endpointslices/,
    );
  });

  it("asks a node for its new version and its kubelet's unit before uncordoning it", () => {
    const before = told.indexOf("uncordon worker-1") - 1;
    const proof = proofAt(before);
    expect(proof).toMatch(
      /systemctl is-active kubelet[\s\S]*kubectl get "\$1"[\s\S]* Ready\[, \]\.\* v1\\\.36\\\.6[\s\S]*node\/worker-1/,
    );
  });

  it("has its point of no return at the first control-plane change", () => {
    expect(plan.hops[0]?.pointOfNoReturn).toMatch(/apply-cp-1$/);
  });
});

describe("what the files show", () => {
  it("a configuration that the next kubeadm refuses is migrated with the last that reads it", () => {
    const cluster = withConfiguration(exampleCluster({ version: "1.36.6" }), "v1beta3", {});
    const step = stepsOf(planUpgrade(cluster, { to: "1.37" })).find(({ phase }) => phase === "configuration");
    expect(step?.commands[0]?.run).toBe(
      "kubeadm config migrate --old-config 'it'\\''s/kubeadm.yaml' --new-config 'it'\\''s/kubeadm.yaml.migrated'",
    );
    expect(step?.why).toContain("1.36.6");
    const shown = step?.commands[1]?.run ?? "";
    const ends = (status: number) =>
      spawnSync("bash", ["-c", `diff() { return ${status}; }; ${shown}`], { encoding: "utf8" }).status;
    expect([0, 1, 2].map(ends)).toEqual([0, 0, 1]);
  });

  it.each([
    ["UpgradeConfiguration", { node: { patches: { directory: "/etc/kubernetes/patches" } } }, true],
    ["InitConfiguration", { patches: { directory: "/etc/kubernetes/patches" } }, true],
    ["InitConfiguration", { patches: { directory: "/etc/kubernetes/patches" } }, false],
  ])("patches of %s %j are given on a worker that has them: %s", (...[, content, isThere]) => {
    const cluster = withConfiguration(exampleCluster({ version: "1.35.10", workers: 1 }), "v1beta4", content);
    const step = stepsOf(planUpgrade(cluster, { to: "1.36" })).find(
      ({ action, role }) => action === "upgrade-node" && role === "worker",
    );
    const sudo = `sudo() { if [ "$1" = test ]; then ${isThere}; else echo "$*"; fi; }`;
    const { stdout } = spawnSync("bash", ["-c", `${sudo}; ${step?.commands[0]?.run}`], { encoding: "utf8" });
    expect(stdout).toBe(`kubeadm upgrade node${isThere ? " --patches /etc/kubernetes/patches" : ""}\n`);
  });

  it("kubeadm's copies of etcd's data are left out of the backup", () => {
    const plan = planUpgrade(exampleCluster({ version: "1.35.10" }), { to: "1.36" });
    const backup = stepsOf(plan).find(({ action }) => action === "backup");
    expect(backup?.commands[0]?.run).toContain("--exclude=etc/kubernetes/tmp etc/kubernetes ");
  });

  it("patches are given to every upgrade again", () => {
    const cluster = withConfiguration(exampleCluster({ version: "1.35.10", controlPlanes: 3 }), "v1beta4", {
      patches: { directory: "/etc/kubernetes/my patches" },
    });
    const upgrades = linesOf(planUpgrade(cluster, { to: "1.36" })).filter((run) =>
      /^sudo kubeadm upgrade (apply|node)/.test(run),
    );
    expect(upgrades).toHaveLength(3);
    expect(upgrades.every((run) => run.endsWith("--patches '/etc/kubernetes/my patches'"))).toBe(true);
  });

  it("Velero makes a backup of its own", () => {
    const cluster = exampleCluster({ version: "1.35.10" }, { addons: [{ name: "velero" }] });
    expect(linesOf(planUpgrade(cluster, { to: "1.36" }))).toContain(
      "velero backup create kubehop-1-35-10-to-1-36-6 --include-cluster-resources=true --wait",
    );
  });

  it("a Windows node gets no commands that it could not run", () => {
    const cluster = exampleCluster({ version: "1.35.10" });
    const windows = {
      name: "win-1",
      role: "worker" as const,
      kubeletVersion: "1.35.10",
      os: { family: "windows" as const },
    };
    const steps = stepsOf(planUpgrade({ ...cluster, nodes: [...cluster.nodes, windows] }, { to: "1.36" }));
    const own = steps.filter(({ node }) => node === "win-1");
    expect(own.flatMap(({ commands }) => commands).filter(({ on }) => on === "win-1")).toEqual([]);
    expect(own.find(({ action }) => action === "upgrade-kubelet")?.why).toContain("Upgrading Windows nodes");
  });

  it("a single node without workers is not drained, and says so", () => {
    const plan = planUpgrade(exampleCluster({ version: "1.35.10" }), { to: "1.36" });
    const steps = stepsOf(plan);
    expect(steps.some(({ action }) => action === "drain")).toBe(false);
    expect(steps.find(({ action }) => action === "upgrade-kubelet")?.why).toMatch(/Not drained/);
    expect(plan.drains.planned).toBe(1);
  });

  it("without a list of nodes the plan asks for it and marks the name that it does not know", () => {
    const cluster = exampleCluster({ version: "1.35.10" });
    const controlPlane = {
      ...cluster.controlPlane,
      apiServers: [{ version: "1.35.10" }],
      controllerManagers: [],
      schedulers: [],
    };
    const lines = linesOf(planUpgrade({ ...cluster, controlPlane, nodes: [] }, { to: "1.36" }));
    expect(lines).toContain("kubectl get nodes -o wide");
    expect(lines.find((run) => run.startsWith("kubectl drain"))).toContain("${CONTROL_PLANE_NODE:?");
  });

  it.each([
    ["1.26.15", 3, true],
    ["1.26.15", 1, false],
    ["1.27.16", 3, false],
  ])(
    "from %s with %i API servers the plan says that kube-proxy moves too early: %s",
    (version, controlPlanes, isSaid) => {
      const steps = stepsOf(
        planUpgrade(exampleCluster({ version, controlPlanes }), {
          to: `1.${Number(version.split(".")[1]) + 1}`,
        }),
      );
      expect(steps.find(({ action }) => action === "apply")?.why.includes("kube-proxy is newer")).toBe(
        isSaid,
      );
    },
  );

  it.each([
    ["1.35.10", "1.36", 34, "pod-infra-container-image"],
    ["1.35.10", "1.36", 34, "stat -fc %T /sys/fs/cgroup"],
    ["1.24.17", "1.25", 23, "crictl version"],
  ])("from %s to %s a kubelet of 1.%i is preceded by: %s", (...[version, to, kubelet, line]) => {
    const cluster = exampleCluster({ version, kubelet: `1.${kubelet}.1`, workers: 1 });
    expect(linesOf(planUpgrade(cluster, { to })).some((run) => run.includes(line))).toBe(true);
  });
});

describe("every command", () => {
  const hostile = ["$(reboot)", "it's", "-rf", "a b", "x;y", "`id`", "n\n2", '"q"'];
  const cluster = exampleCluster({ version: "1.33.6", workers: 1 });
  const nodes = hostile.map((name) => ({ name, role: "worker" as const, kubeletVersion: "1.33.6" }));
  const plan = planUpgrade({ ...cluster, nodes: [...cluster.nodes, ...nodes] }, { to: "1.36" });

  it("is one line that bash can parse, whatever a node is called", () => {
    const lines = linesOf(plan);
    expect(lines.filter((run) => /[\r\n]/.test(run))).toEqual([]);
    const { status, stderr } = spawnSync("bash", ["-n"], { input: lines.join("\n"), encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it("drains exactly the node that it names", () => {
    const drains = stepsOf(plan).filter(({ action }) => action === "drain");
    const script = drains.map(({ commands }) => commands[0]?.run).join("\n");
    const input = `kubectl() { printf '%s\\0' "$@"; printf '\\1'; }\n${script}\n`;
    const { stdout } = spawnSync("bash", [], { input, encoding: "utf8" });
    const named = stdout
      .split("\u0001")
      .slice(0, -1)
      .map(
        (call) =>
          call
            .split("\0")
            .filter((word) => word !== "--" && !word.startsWith("--") && word !== "drain" && word !== "")[0],
      );
    expect(named).toEqual(drains.map(({ node }) => node));
  });
});

describe("images are pulled from where the cluster gets them", () => {
  const OPTIONS = "sudo kubeadm config images pull --kubernetes-version v1.36.6";
  const OWN =
    "sudo kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system get configmap kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' | sed 's/^kubernetesVersion:.*/kubernetesVersion: v1.36.6/' | sudo kubeadm config images pull --config /dev/stdin";

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["kubeadm's own repository", {}, OPTIONS],
    [
      "one mirror for all",
      { imageRepository: "mirror.example/k8s" },
      `${OPTIONS} --image-repository mirror.example/k8s`,
    ],
    ["a mirror for etcd alone", { etcd: { local: { imageRepository: "mirror.example/etcd" } } }, OWN],
    [
      "a mirror for CoreDNS beside one for all",
      { imageRepository: "mirror.example/k8s", dns: { imageRepository: "mirror.example/dns" } },
      OWN,
    ],
    ["a tag of etcd's own", { etcd: { local: { imageTag: "3.6.12-0" } } }, OWN],
  ])("%s", (_, content, command) => {
    const cluster = exampleCluster({ version: "1.35.10", controlPlanes: 1, workers: 0 });
    const plan = planUpgrade(withConfiguration(cluster, "v1beta4", content), { to: "1.36.6" });
    expect(linesOf(plan).filter((line) => line.includes("images pull"))).toEqual([command]);
  });
});
