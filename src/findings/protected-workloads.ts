import type { Repository } from "../manifests/repository.ts";
import { selectsLabels } from "./label-selection.ts";
import { autoscalers } from "./views/autoscalers.ts";
import type { DisruptionBudget } from "./views/disruption-budgets.ts";
import { type Workload, workloads } from "./views/workloads.ts";

/** The workloads that keep pods running, with answers that do not search them one by one. */
export interface RunningWorkloads {
  readonly all: readonly Workload[];
  /** The workloads whose pods a budget counts; a budget that asks for nothing counts every pod of its namespace. */
  readonly protectedBy: (budget: DisruptionBudget) => readonly Workload[];
  /** The Jobs, CronJobs and DaemonSets whose pods a budget counts too. */
  readonly countedBeside: (budget: DisruptionBudget) => readonly Workload[];
  /** How few pods a workload may have: what it asks for, or what its autoscaler may shrink it to. */
  readonly fewestPods: (workload: Workload) => number;
}

/** Kinds that keep a number of pods running; pods of Jobs end by themselves. */
const RUNNING: ReadonlySet<Workload["kind"]> = new Set([
  "Deployment",
  "StatefulSet",
  "ReplicaSet",
  "ReplicationController",
]);

const BESIDE: ReadonlySet<Workload["kind"]> = new Set(["Job", "CronJob", "DaemonSet"]);

/** The repository's workloads, without those scaled to nothing and the ReplicaSets that a Deployment made. */
export function runningWorkloads(repository: Repository): RunningWorkloads {
  const all = repository
    .of(workloads)
    .filter(
      ({ kind, ownerKind, replicas }) => RUNNING.has(kind) && ownerKind === undefined && replicas !== 0,
    );
  const beside = repository.of(workloads).filter(({ kind }) => BESIDE.has(kind));
  const scalers = Map.groupBy(
    repository.of(autoscalers),
    ({ targetKind, targetName }) => `${targetKind}/${targetName}`,
  );
  return {
    all,
    protectedBy: countedAmong(all),
    countedBeside: countedAmong(beside),
    fewestPods: ({ kind, namespace, name, replicas = 1 }) =>
      scalers.get(`${kind}/${name}`)?.find((scaler) => sameNamespace(scaler.namespace, namespace))?.minimum ??
      replicas,
  };
}

function countedAmong(all: readonly Workload[]): RunningWorkloads["protectedBy"] {
  const byLabel = indexByLabel(all);
  return ({ selector, namespace }) => {
    if (selector === undefined) return [];
    const [label] = Object.entries(selector.matchLabels);
    const candidates = label === undefined ? all : (byLabel.get(label.join("=")) ?? []);
    return candidates.filter(
      (one) => sameNamespace(namespace, one.namespace) && selectsLabels(selector, one.podLabels),
    );
  };
}

function indexByLabel(all: readonly Workload[]): ReadonlyMap<string, readonly Workload[]> {
  const index = new Map<string, Workload[]>();
  for (const workload of all) {
    for (const label of Object.entries(workload.podLabels)) {
      const key = label.join("=");
      const found = index.get(key);
      if (found === undefined) index.set(key, [workload]);
      else found.push(workload);
    }
  }
  return index;
}

/** True where two objects lie in one namespace, as far as the files say; what neither says is the same. */
export function sameNamespace(one: string | undefined, other: string | undefined): boolean {
  return one === other || one === undefined || other === undefined;
}

/** `Deployment shop/checkout`. */
export function nameOf({ kind, namespace, name }: Workload): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
