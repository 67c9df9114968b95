import type { Cluster } from "../cluster/cluster.ts";
import type { Repository } from "../manifests/repository.ts";
import { allowance, cannotCount } from "./budget-arithmetic.ts";
import { selectsLabels } from "./label-selection.ts";
import { mayRunIn } from "./may-run-in.ts";
import { pinningVolumes } from "./pinned-storage.ts";
import { mayBeAway, quorumSystemOf } from "./quorum-systems.ts";
import { type DisruptionBudget, disruptionBudgets } from "./views/disruption-budgets.ts";
import { type Workload, workloads } from "./views/workloads.ts";

/** What a drain does to one pod. */
export interface PodFate {
  /** `namespace/name`. */
  readonly pod: string;
  /**
   * `evictable`: it moves; `blocked`: a budget refuses; `pinned`: it waits for its node; `data-lost`: its emptyDir
   * goes with it; `unmanaged`: nobody makes it again, so the drain refuses it.
   */
  readonly fate: "evictable" | "blocked" | "pinned" | "data-lost" | "unmanaged";
  /** The budget with its arithmetic, or the volumes. */
  readonly by?: string;
}

/** The drain of one node, pods of DaemonSets and static pods apart. */
export interface NodeDrain {
  readonly node: string;
  readonly pods: readonly PodFate[];
  /** Quorum systems that lose their majority when this node is drained: `etcd db/etcd (2 of 3 members)`. */
  readonly breaks: readonly string[];
}

/**
 * Simulates the drain of each node of the cluster on which pods of a snapshot run, as the API server would answer when all pods
 * are healthy. In an order that does the harmless nodes first; none breaks a quorum that another order would keep.
 */
export function simulateDrains(repository: Repository, cluster?: Cluster): readonly NodeDrain[] {
  const pods = evictedPods(repository, cluster);
  const judge = fateOf(podsIn(repository, cluster), repository);
  const breaks = brokenQuorums(pods);
  const byNode = Map.groupBy(pods, ({ pod }) => pod.nodeName ?? "");
  return [...byNode]
    .map(([node, placed]) => ({ node, pods: placed.map(judge), breaks: breaks.get(node) ?? [] }))
    .toSorted((one, other) => trouble(one) - trouble(other) || (one.node < other.node ? -1 : 1));
}

/** The pods that the drains of the cluster's nodes move, as a snapshot shows them. */
export function evictedPods(repository: Repository, cluster?: Cluster): readonly Workload[] {
  return podsIn(repository, cluster).filter(isEvicted);
}

/** The pods of snapshots that have not ended: budgets count those too that no drain moves. */
function podsIn(repository: Repository, cluster: Cluster | undefined): readonly Workload[] {
  const pods = repository
    .of(workloads)
    .filter(({ kind, pod, hasEnded }) => kind === "Pod" && pod.nodeName !== undefined && !hasEnded)
    .filter(mayRunIn(cluster));
  const snapshots = new Set(pods.filter(isOfCluster).map(({ place }) => place.path));
  return pods.filter(({ place }) => snapshots.has(place.path));
}

/** A manifest may name a node too: only a file of which a pod has an owner or a status shows what runs. */
function isOfCluster({ ownerKind, isObserved }: Workload): boolean {
  return ownerKind !== undefined || isObserved;
}

/** A drain passes over pods of DaemonSets and static pods. */
function isEvicted({ ownerKind }: Workload): boolean {
  return ownerKind !== "DaemonSet" && ownerKind !== "Node";
}

function fateOf(pods: readonly Workload[], repository: Repository): (pod: Workload) => PodFate {
  const counts = repository.of(disruptionBudgets).map((budget) => ({
    budget,
    pods: new Set(pods.filter((pod) => isCounted(pod, budget))),
  }));
  const volumesOf = pinningVolumes(repository);
  return (pod) => {
    const name = podName(pod);
    const own = counts.filter((count) => count.pods.has(pod));
    const blocked = blockedBy(own);
    if (pod.ownerKind === undefined) return { pod: name, fate: "unmanaged" };
    if (blocked !== undefined) return { pod: name, fate: "blocked", by: blocked };
    const volumes = volumesOf(pod);
    if (volumes.length > 0) return { pod: name, fate: "pinned", by: volumes.join(", ") };
    return {
      pod: name,
      fate: pod.pod.volumes.some(({ type }) => type === "emptyDir") ? "data-lost" : "evictable",
    };
  };
}

function isCounted(pod: Workload, { selector, namespace }: DisruptionBudget): boolean {
  return selector !== undefined && pod.namespace === namespace && selectsLabels(selector, pod.podLabels);
}

interface Count {
  readonly budget: DisruptionBudget;
  readonly pods: ReadonlySet<Workload>;
}

function blockedBy(own: readonly Count[]): string | undefined {
  const [first, second] = own;
  if (first === undefined) return undefined;
  if (second !== undefined) return `two budgets count it: ${first.budget.name} and ${second.budget.name}`;
  const { budget, pods } = first;
  if (budget.status !== undefined) {
    const { allowed, expected } = budget.status;
    return allowed > 0 ? undefined : `${budget.name}: ${allowed} of ${expected} may go`;
  }
  const uncounted = [...pods].find(({ ownerKind = "" }) => cannotCount(budget, ownerKind));
  if (uncounted !== undefined) return `${budget.name}: a ${uncounted.ownerKind} has no scale to count by`;
  const result = allowance(budget, pods.size);
  return result === undefined || result.allowed > 0 ? undefined : `${budget.name}: ${result.arithmetic}`;
}

function brokenQuorums(pods: readonly Workload[]): ReadonlyMap<string, readonly string[]> {
  const broken = new Map<string, string[]>();
  const systems = Map.groupBy(
    pods.filter((pod) => quorumSystemOf(pod) !== undefined),
    (pod) => podName(pod).replace(/-\d+$/, ""),
  );
  for (const [name, members] of systems) {
    for (const [node, here] of Map.groupBy(members, ({ pod }) => pod.nodeName ?? "")) {
      if (members.length < 2 || here.length <= mayBeAway(members.length)) continue;
      const [first] = here;
      const system = first === undefined ? "" : quorumSystemOf(first);
      const told = `${system} ${name} (${here.length} of ${members.length} members)`;
      broken.set(node, [...(broken.get(node) ?? []), told]);
    }
  }
  return broken;
}

/** Harmless nodes come first, so that what needs a person comes when everything else is done. */
function trouble({ pods, breaks }: NodeDrain): number {
  const weight = { evictable: 0, "data-lost": 1, pinned: 10, blocked: 1000, unmanaged: 1000 } as const;
  return pods.reduce((sum, { fate }) => sum + weight[fate], 1_000_000 * breaks.length);
}

function podName({ namespace = "default", name }: Workload): string {
  return `${namespace}/${name}`;
}
