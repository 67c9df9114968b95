import releaseFacts from "../../data/releases.json" with { type: "json" };
import type { Cluster, ClusterNode, ComponentInstance } from "../../src/cluster/cluster.ts";

/** A cluster that could run today, made from a seed, and a target for it. */
export interface GeneratedCase {
  readonly cluster: Cluster;
  readonly to: string;
  readonly targetMinor: number;
}

export interface Bounds {
  readonly mostControlPlanes: number;
  readonly mostWorkers: number;
  readonly mostHops: number;
}

/** Small numbers from a seed, the same on every machine (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A cluster within the skew policy: some half-way through an upgrade, some with kubelets far behind. */
export function generatedCase(seed: number, bounds: Bounds): GeneratedCase {
  const pick = randomFrom(seed);
  const minor = 20 + pick(17);
  const version = patchOf(minor, pick);
  const size = [1, 1, 3, 3, 5].filter((count) => count <= bounds.mostControlPlanes);
  const controlPlanes = names("cp", size[pick(size.length)] ?? 1);
  const before =
    pick(3) === 0 && minor > 20 && controlPlanes.length > 1 ? patchOf(minor - pick(2), pick) : version;
  const moved = 1 + pick(Math.max(1, controlPlanes.length - 1));
  const apiServers = controlPlanes.map((node, index) => ({
    node,
    version: index < moved ? version : older(before, version),
  }));
  const oldest = apiServers
    .map((server) => minorOf(server.version))
    .reduce((one, other) => Math.min(one, other));
  const floor = lowestKubelet(minor);
  const kubelet = () => patchOf(pick(2) === 0 ? oldest : Math.max(floor, oldest - pick(4)), pick);
  const workers = names("worker", pick(bounds.mostWorkers + 1));
  const same = pick(2) === 0 ? kubelet() : undefined;
  const nodes: ClusterNode[] = [
    ...controlPlanes.map((name) => ({
      name,
      role: "control-plane" as const,
      kubeletVersion: same ?? kubelet(),
    })),
    ...workers.map((name) => ({
      name,
      role: "worker" as const,
      kubeletVersion: same ?? kubelet(),
      pool: `pool-${pick(2)}`,
    })),
  ];
  const targetMinor = Math.min(37, minor + pick(bounds.mostHops + 1));
  return {
    cluster: clusterOf({
      apiServers,
      nodes,
      proxies: pick(2) === 0,
      managers: pick(2) === 0,
      external: pick(4) === 0,
    }),
    to: pick(3) === 0 && targetMinor > minor ? `1.${targetMinor}.0` : `1.${targetMinor}`,
    targetMinor,
  };
}

interface Parts {
  readonly apiServers: readonly ComponentInstance[];
  readonly nodes: readonly ClusterNode[];
  readonly proxies: boolean;
  readonly managers: boolean;
  readonly external: boolean;
}

function clusterOf({ apiServers, nodes, proxies, managers, external }: Parts): Cluster {
  const oldest =
    apiServers.map(({ version }) => version).toSorted((left, right) => minorOf(left) - minorOf(right))[0] ??
    "";
  return {
    name: "generated",
    distribution: "kubeadm",
    controlPlane: {
      apiServers,
      controllerManagers: managers ? apiServers : [],
      schedulers: managers ? apiServers : [],
      cloudControllerManagers: [],
      etcd: { topology: external ? "external" : "stacked" },
    },
    nodes: proxies ? nodes.map((node) => ({ ...node, kubeProxyVersion: oldest })) : nodes,
    addons: [],
    origins: [],
  };
}

/** Two kubelet minors behind below 1.25, three from there: the oldest that may stand beside these API servers. */
function lowestKubelet(newest: number): number {
  return newest - 3 >= 25 ? newest - 3 : Math.max(16, newest - 2);
}

function patchOf(minor: number, pick: (below: number) => number): string {
  const patches = releaseFacts.minors.find((row) => row.minor === `1.${minor}`)?.patches ?? [];
  return patches[pick(patches.length)]?.version ?? `1.${minor}.0`;
}

function older(one: string, other: string): string {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number));
  return (left?.[1] ?? 0) - (right?.[1] ?? 0) || (left?.[2] ?? 0) - (right?.[2] ?? 0) <= 0 ? one : other;
}

function minorOf(version: string): number {
  return Number(version.split(".")[1]);
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
}
