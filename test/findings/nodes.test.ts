import { describe, expect, it } from "vitest";
import type { ClusterNode } from "../../src/cluster/cluster.ts";
import { checkCluster } from "../../src/findings/registry.ts";
import { clusterAt, findingsOf, hopsOf, node } from "./sample-cluster.ts";

interface Case {
  readonly version: string;
  readonly worker: Partial<ClusterNode>;
  readonly to: string;
  readonly id: string;
  /** `severity certainty hop-target`, or undefined where there must be no finding. */
  readonly found: string | undefined;
}

const MASTER = "node-role.kubernetes.io/master";
const CASES: readonly (readonly [title: string, Case])[] = [
  [
    "Docker at 1.24",
    {
      version: "1.23.9",
      worker: { containerRuntime: "docker://20.10.24" },
      to: "1.25",
      id: "dockershim-removed",
      found: "blocker likely 1.24.17",
    },
  ],
  [
    "cri-dockerd long after 1.24",
    {
      version: "1.30.9",
      worker: { containerRuntime: "docker://26.0.0" },
      to: "1.31",
      id: "dockershim-removed",
      found: undefined,
    },
  ],
  [
    "containerd 1.5 at 1.26",
    {
      version: "1.25.9",
      worker: { containerRuntime: "containerd://1.5.13" },
      to: "1.26",
      id: "container-runtime-too-old",
      found: "blocker proven 1.26.15",
    },
  ],
  [
    "containerd 1.6 at 1.26",
    {
      version: "1.25.9",
      worker: { containerRuntime: "containerd://1.6.20" },
      to: "1.26",
      id: "container-runtime-too-old",
      found: undefined,
    },
  ],
  [
    "containerd 1.7 at 1.36",
    {
      version: "1.34.6",
      worker: { containerRuntime: "containerd://1.7.28" },
      to: "1.36",
      id: "containerd-1-ends",
      found: "risk likely 1.36.6",
    },
  ],
  [
    "containerd 1.7 at 1.35",
    {
      version: "1.34.6",
      worker: { containerRuntime: "containerd://1.7.28" },
      to: "1.35",
      id: "containerd-1-ends",
      found: undefined,
    },
  ],
  [
    "a containerd patch below the recommended one",
    {
      version: "1.33.6",
      worker: { containerRuntime: "containerd://1.7.20" },
      to: "1.34",
      id: "containerd-not-recommended",
      found: "notice likely 1.34.13",
    },
  ],
  [
    "CRI-O of the old minor",
    {
      version: "1.34.6",
      worker: { containerRuntime: "cri-o://1.34.2" },
      to: "1.35",
      id: "cri-o-other-minor",
      found: "notice proven 1.35.10",
    },
  ],
  [
    "CRI-O of the new minor",
    {
      version: "1.34.6",
      worker: { containerRuntime: "cri-o://1.35.0" },
      to: "1.35",
      id: "cri-o-other-minor",
      found: undefined,
    },
  ],
  [
    "a kernel without cgroup v2",
    {
      version: "1.34.6",
      worker: { os: { image: "CentOS Linux 7 (Core)", kernel: "3.10.0-1160.el7.x86_64" } },
      to: "1.35",
      id: "cgroup-v1-host",
      found: "blocker proven 1.35.10",
    },
  ],
  [
    "a system that boots with cgroup v1",
    {
      version: "1.34.6",
      worker: { os: { image: "Ubuntu 20.04.6 LTS", kernel: "5.4.0-200-generic" } },
      to: "1.36",
      id: "cgroup-v1-host",
      found: "risk likely 1.35.10",
    },
  ],
  [
    "a system with cgroup v2",
    {
      version: "1.34.6",
      worker: { os: { image: "Ubuntu 22.04.5 LTS", kernel: "5.15.0-100-generic" } },
      to: "1.36",
      id: "cgroup-v1-host",
      found: undefined,
    },
  ],
  [
    "a kubelet that already runs there",
    {
      version: "1.35.2",
      worker: { os: { image: "Ubuntu 20.04.6 LTS" } },
      to: "1.36",
      id: "cgroup-v1-host",
      found: undefined,
    },
  ],
  [
    "a node that is not Ready",
    {
      version: "1.34.6",
      worker: { ready: false },
      to: "1.35",
      id: "node-not-ready",
      found: "risk proven 1.35.10",
    },
  ],
  [
    "a node whose state is not known",
    { version: "1.34.6", worker: {}, to: "1.35", id: "node-not-ready", found: undefined },
  ],
  [
    "a cordoned node",
    {
      version: "1.34.6",
      worker: { cordoned: true },
      to: "1.35",
      id: "node-cordoned",
      found: "risk proven 1.35.10",
    },
  ],
  [
    "a Windows node",
    {
      version: "1.34.6",
      worker: { os: { family: "windows" } },
      to: "1.35",
      id: "windows-node",
      found: "risk proven 1.35.10",
    },
  ],
  [
    "the old role label at 1.24",
    {
      version: "1.23.6",
      worker: { labels: { [MASTER]: "" } },
      to: "1.24",
      id: "master-label-removed",
      found: "risk likely 1.24.17",
    },
  ],
  [
    "the old role label later",
    {
      version: "1.29.6",
      worker: { labels: { [MASTER]: "" } },
      to: "1.30",
      id: "master-label-removed",
      found: undefined,
    },
  ],
  [
    "the old taint at 1.25",
    {
      version: "1.24.6",
      worker: { taints: [{ key: MASTER, effect: "NoSchedule" }] },
      to: "1.25",
      id: "master-taint-removed",
      found: "risk likely 1.25.16",
    },
  ],
  [
    "a kubelet left behind before kubeadm 1.35 cleaned its flags",
    {
      version: "1.36.2",
      worker: { kubeletVersion: "1.34.2" },
      to: "1.37",
      id: "pod-infra-flag-left",
      found: "risk likely 1.37.2",
    },
  ],
  [
    "a kubelet that passed 1.35",
    {
      version: "1.36.2",
      worker: { kubeletVersion: "1.35.2" },
      to: "1.37",
      id: "pod-infra-flag-left",
      found: undefined,
    },
  ],
  [
    "a kubelet further back than kubeadm accepts",
    {
      version: "1.27.6",
      worker: { kubeletVersion: "1.25.2" },
      to: "1.28",
      id: "kubelets-behind-kubeadm",
      found: "notice proven 1.28.15",
    },
  ],
  [
    "a kubelet that kubeadm accepts",
    {
      version: "1.31.6",
      worker: { kubeletVersion: "1.29.2" },
      to: "1.32",
      id: "kubelets-behind-kubeadm",
      found: undefined,
    },
  ],
];

describe("nodes on the way to a target", () => {
  it.each(CASES)("%s", (_, { version, worker, to, id, found }) => {
    const cluster = clusterAt(version, { nodes: [node("worker-1", version, worker)] });
    const finding = findingsOf(cluster, to).find((one) => one.id === id);
    expect(finding && [finding.severity, finding.certainty, finding.appliesTo.to].join(" ")).toBe(found);
  });

  it("tells one containerd in one finding on the way to 1.36", () => {
    const nodes = ["a", "b"].map((name) => node(name, "1.34.6", { containerRuntime: "containerd://1.7.20" }));
    const context = {
      cluster: clusterAt("1.34.6", { nodes }),
      hops: hopsOf("1.34.6", "1.36"),
      today: "2026-11-24",
    };
    const found = checkCluster(context).filter(({ id }) => id.startsWith("containerd"));
    expect(found.map(({ id, why }) => `${id}: ${why}`)).toEqual([
      "containerd-1-ends: containerd 1.7.20 on a and b: containerd lists 1.x up to Kubernetes 1.35 only.",
    ]);
  });

  it("tells of a containerd past its end from the next day on, or the next month where only that is known", () => {
    const cluster = clusterAt("1.33.6", {
      nodes: [node("a", "1.33.6", { containerRuntime: "containerd://1.7.28" })],
    });
    const idsOn = (today: string) => checkCluster({ cluster, hops: [], today }).map(({ id }) => id);
    expect(idsOn("2026-09-30")).not.toContain("containerd-end-of-life");
    expect(idsOn("2026-10-01")).toContain("containerd-end-of-life");
    const [why] = checkCluster({ cluster, hops: [], today: "2026-10-01" }).flatMap((finding) =>
      finding.id === "containerd-end-of-life" ? finding.why : [],
    );
    expect(why).toMatch(/ended in \d{4}-\d\d;/);
  });

  it("tells forty nodes with one cause in one finding that stays readable", () => {
    const nodes = Array.from({ length: 40 }, (_, index) =>
      node(`worker-${index}`, "1.34.6", { cordoned: true }),
    );
    const found = findingsOf(clusterAt("1.34.6", { nodes }), "1.35").filter(
      ({ id }) => id === "node-cordoned",
    );
    expect(found.map(({ why }) => why)).toEqual([
      expect.stringContaining("worker-5 and 34 more were cordoned"),
    ]);
  });
});
