import type { Finding } from "../../source/finding.ts";
import { allowance, allowsNever } from "../budget-arithmetic.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { nameOf, type RunningWorkloads, runningWorkloads } from "../protected-workloads.ts";
import { autoscalers } from "../views/autoscalers.ts";
import { type DisruptionBudget, disruptionBudgets } from "../views/disruption-budgets.ts";
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
  reads: ["PodDisruptionBudgets; the workloads that they protect and their autoscalers"],
  findings: [NONE, OVERLAP],
  views: [disruptionBudgets, workloads, autoscalers],
  judge: (context) => {
    const running = runningWorkloads(context.repository);
    const budgets = context.repository
      .of(disruptionBudgets)
      .map((budget) => ({ budget, counted: running.protectedBy(budget), running }));
    return [
      ...budgets.flatMap((protection) => exhausted(protection, context)),
      ...overlaps(budgets).map((pair) => overlapping(pair, context)),
    ];
  },
};

interface Protection {
  readonly budget: DisruptionBudget;
  readonly counted: readonly Workload[];
  readonly running: RunningWorkloads;
}

function exhausted(protection: Protection, context: ManifestContext): readonly Finding[] {
  const { budget, counted } = protection;
  const reason = whyNone(protection);
  if (reason === undefined) return [];
  return [
    makeFinding(NONE, context, {
      severity: "risk",
      certainty: "proven",
      places: [budget.place, ...counted.map(({ place }) => place)],
      why: `The budget ${fullName(budget)} allows no eviction (${reason}): the drain of a node with one of its pods waits for ever.`,
      fix: "Set maxUnavailable: 1, or run one replica more than must be available, for the time of the upgrade at least.",
      sources: [DOCUMENT],
    }),
  ];
}

/** Why a budget allows nothing; undefined where it does, or where nobody knows how many pods it counts. */
function whyNone({ budget, counted, running }: Protection): string | undefined {
  const { status } = budget;
  if (status !== undefined) {
    return status.allowed === 0 && status.expected > 0
      ? `the running cluster says ${status.allowed} of ${status.expected} may go now`
      : undefined;
  }
  if (allowsNever(budget)) {
    return budget.maxUnavailable === undefined
      ? "minAvailable 100%"
      : `maxUnavailable ${budget.maxUnavailable}`;
  }
  if (counted.length === 0) return undefined;
  const pods = counted.reduce((sum, workload) => sum + running.fewestPods(workload), 0);
  const result = allowance(budget, pods);
  if (result === undefined || result.allowed > 0) return undefined;
  return `${result.arithmetic}: ${nameList(counted.map(nameOf))}`;
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
  return [...byWorkload].flatMap(([shared, [first, second]]) =>
    first === undefined || second === undefined ? [] : [{ first, second, shared }],
  );
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
