import type { Hop, Plan, StepAction } from "../plan/plan.ts";
import { actionCounts } from "./action-counts.ts";
import type { StepTimes } from "./report-options.ts";
import { grouped } from "./shorten.ts";

/** Minutes that a hop takes when its nodes go one after the other. */
export function hopMinutes(hop: Hop, times: StepTimes): number {
  return [...actionCounts(hop)].reduce((sum, [action, count]) => sum + count * minutesOf(action, times), 0);
}

/** Minutes that a whole plan takes. */
export function planMinutes(plan: Plan, times: StepTimes): number {
  return plan.hops.reduce((sum, hop) => sum + hopMinutes(hop, times), 0);
}

/** Minutes of one step; what is not counted (backups, downloads, checks) is said beside the estimate. */
function minutesOf(action: StepAction, times: StepTimes): number {
  if (action === "apply") return times.apply;
  if (action === "upgrade-node") return times.upgradeNode;
  return action === "drain" ? times.drain : 0;
}

/** `55 min`, `3 h 20 min`, `417 h`: no more exact than an estimate may be. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 120) return `${whole} min`;
  const hours = Math.floor(whole / 60);
  if (hours >= 10 || whole % 60 === 0) return `${grouped(Math.round(whole / 60))} h`;
  return `${hours} h ${whole % 60} min`;
}
