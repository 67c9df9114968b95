import { folderOf } from "../../manifests/kustomizations/kustomization-tree.ts";
import type { Finding } from "../../source/finding.ts";
import { allowance, allowsNever, cannotCount } from "../budget-arithmetic.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { spotOf } from "../each-place-once.ts";
import { selectsEverything, selectsLabels } from "../label-selection.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { nameOf, type RunningWorkloads, runningWorkloads, sameNamespace } from "../protected-workloads.ts";
import { autoscalers } from "../views/autoscalers.ts";
import { type DisruptionBudget, disruptionBudgets } from "../views/disruption-budgets.ts";
import { type ReplicaPatch, replicaPatches } from "../views/replica-patches.ts";
import { type Workload, workloads } from "../views/workloads.ts";

const NONE: FindingDescription = {
  id: "budget-allows-none",
  title: "A disruption budget allows no eviction",
  meaning: "The drain of every node with one of its pods waits for ever.",
};
const OVERLAP: FindingDescription = {
  id: "budgets-overlap",
  title: "Two disruption budgets count the same pods",
  meaning: "The API server refuses to evict a pod that more than one budget counts.",
};

const DOCUMENT = "kubernetes.io/docs/concepts/workloads/pods/disruptions";

/** PodDisruptionBudgets that stop a drain. */
export const disruptionBudgetsCheck: ManifestCheck = {
  name: "disruption-budgets",
  reads: [
    "PodDisruptionBudgets; the workloads that they protect, their autoscalers and patches of their replicas",
  ],
  findings: [NONE, OVERLAP],
  views: [disruptionBudgets, workloads, autoscalers, replicaPatches],
  judge: (context) => {
    const running = runningWorkloads(context.repository);
    const isLeftAlone = countsDaemonsAlone(context.repository.of(workloads), running);
    const all = context.repository.of(disruptionBudgets).filter((budget) => !isLeftAlone(budget));
    const budgets = all.map((budget) => ({
      budget,
      counted: running.protectedBy(budget),
      uncounted: running.countedBeside(budget).filter(({ kind }) => cannotCount(budget, kind)),
      fewestPods: patchedBeside(budget, running, context.repository.of(replicaPatches)),
    }));
    const exhaustions = budgets.flatMap((protection) => whyNone(protection) ?? []);
    const byReason = Map.groupBy(exhaustions, ({ why }) => why);
    return [
      ...[...byReason].map(([why, alike]) => exhausted(why, alike, context)),
      ...overlaps(budgets).map((pair) => overlapping(pair, context)),
    ];
  },
};

/** A drain evicts no pod of a DaemonSet, so that a budget for nothing else stops none. */
function countsDaemonsAlone(
  all: readonly Workload[],
  running: RunningWorkloads,
): (budget: DisruptionBudget) => boolean {
  const daemons = all.filter(({ kind }) => kind === "DaemonSet");
  return (budget) => {
    const { selector, namespace } = budget;
    if (selector === undefined || selectsEverything(selector)) return false;
    const hasDaemon = daemons.some(
      (one) => sameNamespace(namespace, one.namespace) && selectsLabels(selector, one.podLabels),
    );
    return hasDaemon && running.protectedBy(budget).length === 0;
  };
}

interface Protection {
  readonly budget: DisruptionBudget;
  readonly counted: readonly Workload[];
  /** Those whose pods it selects too, and that have no scale to count by. */
  readonly uncounted: readonly Workload[];
  readonly fewestPods: RunningWorkloads["fewestPods"];
}

/** A budget comes with the patches of its folder, as in an overlay or a component that makes a base redundant. */
function patchedBeside(
  { place }: DisruptionBudget,
  running: RunningWorkloads,
  patches: readonly ReplicaPatch[],
): RunningWorkloads["fewestPods"] {
  const folder = folderOf(place.path);
  const beside = patches.filter((patch) => patch.folder === folder);
  return (workload) =>
    beside.find(({ kind, name }) => kind === workload.kind && name === workload.name)?.replicas ??
    running.fewestPods(workload);
}

interface Exhaustion extends Protection {
  readonly why: string;
}

/** One object may stand in several files, such as the overlays of its environments. */
function exhausted(why: string, alike: readonly Exhaustion[], context: ManifestContext): Finding {
  const places = [
    ...alike.map(({ budget }) => budget.place),
    ...alike.flatMap(({ counted, uncounted }) => [...counted, ...uncounted].map(({ place }) => place)),
  ];
  // The pods of a Job may be gone when the drain comes.
  const mayChange = alike.some(({ uncounted }) => uncounted.some(({ kind }) => kind !== "DaemonSet"));
  return makeFinding(NONE, context, {
    severity: "risk",
    certainty: mayChange ? "likely" : "proven",
    places: [...new Map(places.map((place) => [spotOf(place), place])).values()],
    why,
    fix: alike.some(({ uncounted }) => uncounted.length > 0)
      ? "Make the selector leave out what has no scale (Jobs, CronJobs, DaemonSets), or set minAvailable as a number."
      : "Set maxUnavailable: 1, or run one replica more than must be available, for the time of the upgrade at least.",
    sources: [DOCUMENT],
  });
}

function whyNone(protection: Protection): Exhaustion | undefined {
  const reason = reasonOf(protection);
  if (reason === undefined) return undefined;
  const why = `The budget ${fullName(protection.budget)} allows no eviction (${reason}): the drain of a node with one of its pods waits for ever.`;
  return { ...protection, why };
}

/** Why a budget allows nothing; undefined where it does, or where nobody knows how many pods it counts. */
function reasonOf({ budget, counted, uncounted, fewestPods }: Protection): string | undefined {
  const { status, minAvailable, maxUnavailable } = budget;
  if (status !== undefined) {
    return status.allowed === 0 && status.expected > 0
      ? `the running cluster says ${status.allowed} of ${status.expected} may go now`
      : undefined;
  }
  if (allowsNever(budget)) {
    return maxUnavailable === undefined ? "minAvailable 100%" : `maxUnavailable ${maxUnavailable}`;
  }
  if (counted.length === 0) return undefined;
  if (uncounted.length > 0) {
    const number =
      maxUnavailable === undefined ? `minAvailable ${minAvailable}` : `maxUnavailable ${maxUnavailable}`;
    return `${number} is taken of the scale of all that it selects, and ${nameList(uncounted.map(nameOf))} has none`;
  }
  const result = allowance(budget, podsOf(counted, fewestPods));
  if (result === undefined || result.allowed > 0) return undefined;
  return `${result.arithmetic}: ${nameList(counted.map(nameOf))}`;
}

/** Of a workload that stands in several files the smallest counts. */
function podsOf(counted: readonly Workload[], fewestPods: RunningWorkloads["fewestPods"]): number {
  const byName = Map.groupBy(counted, nameOf);
  return [...byName.values()].reduce((sum, alike) => sum + Math.min(...alike.map(fewestPods)), 0);
}

interface Pair {
  readonly first: Protection;
  readonly second: Protection;
  readonly shared: Workload;
}

function overlaps(budgets: readonly Protection[]): readonly Pair[] {
  const byWorkload = new Map<Workload, Protection[]>();
  for (const protection of budgets) {
    for (const workload of protection.counted) {
      byWorkload.set(workload, [...(byWorkload.get(workload) ?? []), protection]);
    }
  }
  return [...byWorkload].flatMap(([shared, protections]) => {
    const [first, second] = twoObjects(protections);
    return first === undefined || second === undefined ? [] : [{ first, second, shared }];
  });
}

/** Two budgets that a cluster can hold side by side in one namespace: not one object that stands in two files. */
function twoObjects(protections: readonly Protection[]): readonly Protection[] {
  for (const [index, first] of protections.entries()) {
    const second = protections
      .slice(index + 1)
      .find(
        ({ budget: { name, namespace } }) =>
          name !== first.budget.name && sameNamespace(namespace, first.budget.namespace),
      );
    if (second !== undefined) return [first, second];
  }
  return [];
}

function overlapping({ first, second, shared }: Pair, context: ManifestContext): Finding {
  return makeFinding(OVERLAP, context, {
    severity: "risk",
    certainty: "proven",
    places: [first.budget.place, second.budget.place, shared.place],
    why: `The budgets ${fullName(first.budget)} and ${fullName(second.budget)} both count the pods of ${nameOf(shared)}: the API server refuses to evict them, whatever the budgets allow.`,
    fix: "Keep one budget for these pods, or make their selectors apart.",
    sources: [`${DOCUMENT}; pkg/registry/core/pod/storage/eviction.go`],
  });
}

function fullName({ namespace, name }: DisruptionBudget): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
