import type { Cluster, ClusterNode } from "../../src/cluster/cluster.ts";

/** What a test says about its cluster; everything else is ordinary. */
export interface ClusterWish {
  readonly version: string;
  readonly controlPlanes?: number;
  readonly workers?: number;
  readonly kubelet?: string;
  readonly node?: Partial<ClusterNode>;
}

/** A kubeadm cluster with stacked etcd: `cp-1`, `cp-2`, …, `worker-1`, `worker-2`, … */
export function exampleCluster(wish: ClusterWish, changes: Partial<Cluster> = {}): Cluster {
  const kubelet = wish.kubelet ?? wish.version;
  const cps = names("cp", wish.controlPlanes ?? 1);
  const node = (name: string, role: ClusterNode["role"]): ClusterNode => ({
    name,
    role,
    kubeletVersion: kubelet,
    os: { packageManager: "apt" },
    ...wish.node,
  });
  return {
    name: "example",
    distribution: "kubeadm",
    controlPlane: {
      apiServers: cps.map((name) => ({ node: name, version: wish.version })),
      controllerManagers: cps.map((name) => ({ node: name, version: wish.version })),
      schedulers: cps.map((name) => ({ node: name, version: wish.version })),
      cloudControllerManagers: [],
      etcd: { topology: "stacked" },
    },
    nodes: [
      ...cps.map((name) => node(name, "control-plane")),
      ...names("worker", wish.workers ?? 0).map((name) => node(name, "worker")),
    ],
    addons: [],
    origins: [],
    ...changes,
  };
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
}
