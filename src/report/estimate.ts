import type { Hop, Plan, Step } from "../plan/plan.ts";
import type { PlanMeasure } from "./plan-measure.ts";
import type { StepTimes } from "./report-options.ts";
import { grouped } from "./shorten.ts";

/** Minutes that a hop takes when its nodes go one after the other. */
export function hopMinutes(hop: Hop, { times, machines }: PlanMeasure): number {
  return hop.steps.reduce((sum, step) => sum + stepMinutes(step, times) * machines(step), 0);
}

/** Minutes that a whole plan takes. */
export function planMinutes(plan: Plan, measure: PlanMeasure): number {
  return plan.hops.reduce((sum, hop) => sum + hopMinutes(hop, measure), 0);
}

/** Minutes of one step on one machine; what is not counted (backups, downloads, checks) is said beside the estimate. */
function stepMinutes(step: Step, times: StepTimes): number {
  if (step.action === "apply") return times.apply;
  if (step.action === "upgrade-node") return times.upgradeNode;
  return step.action === "upgrade-kubelet" ? times.drain : 0;
}

/** `55 min`, `3 h 20 min`, `417 h`: no more exact than an estimate may be. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 120) return `${whole} min`;
  const hours = Math.floor(whole / 60);
  if (hours >= 10 || whole % 60 === 0) return `${grouped(Math.round(whole / 60))} h`;
  return `${hours} h ${whole % 60} min`;
}
