import { counted } from "../source/counted.ts";
import type { DisruptionBudget } from "./views/disruption-budgets.ts";

/** How many pods a budget lets go at once, and the arithmetic in words. */
export interface Allowance {
  readonly allowed: number;
  /** `2 of 2 must run`. */
  readonly arithmetic: string;
}

/**
 * What a budget allows when all pods are healthy; undefined where its numbers are none. Percentages round up,
 * of both members (kubernetes.io/docs/concepts/workloads/pods/disruptions; pkg/controller/disruption). A budget
 * without a number is accepted, and its status never says that a pod may go.
 */
export function allowance(
  { minAvailable, maxUnavailable }: DisruptionBudget,
  pods: number,
): Allowance | undefined {
  if (maxUnavailable !== undefined) {
    const missing = scaled(maxUnavailable, pods);
    if (missing === undefined) return undefined;
    const shown = `maxUnavailable ${maxUnavailable}${asNumber(maxUnavailable, missing, pods)}`;
    return { allowed: Math.min(missing, pods), arithmetic: `${shown} of ${counted(pods, "pod")}` };
  }
  if (minAvailable === undefined) {
    return { allowed: 0, arithmetic: `neither minAvailable nor maxUnavailable, for ${counted(pods, "pod")}` };
  }
  const wanted = scaled(minAvailable, pods);
  if (wanted === undefined) return undefined;
  const allowed = Math.max(0, pods - wanted);
  const shown = `minAvailable ${minAvailable}${asNumber(minAvailable, wanted, pods)}`;
  return { allowed, arithmetic: `${shown} of ${counted(pods, "pod")}` };
}

/** A budget that allows nothing, however many pods there are. */
export function allowsNever({ minAvailable, maxUnavailable }: DisruptionBudget): boolean {
  return /^0%?$/.test(maxUnavailable ?? "") || minAvailable === "100%";
}

/** Kinds of controllers that have no scale, whose pods are counted one by one or not at all. */
const WITHOUT_SCALE: ReadonlySet<string> = new Set(["Job", "CronJob", "DaemonSet"]);

/**
 * Whether a budget's number cannot be worked out because of a controller of a kind. Kubernetes takes maxUnavailable
 * and percentages of the scale of all controllers, and allows nothing where one has none (SyncFailed).
 */
export function cannotCount({ minAvailable, maxUnavailable }: DisruptionBudget, kind: string): boolean {
  return WITHOUT_SCALE.has(kind) && (maxUnavailable !== undefined || minAvailable?.endsWith("%") === true);
}

function scaled(text: string, pods: number): number | undefined {
  const [, digits, percent] = /^(\d{1,9})(%)?$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return percent === undefined ? Number(digits) : Math.ceil((Number(digits) * pods) / 100);
}

function asNumber(text: string, number: number, pods: number): string {
  return text.endsWith("%") ? ` (${number} of ${pods})` : "";
}
