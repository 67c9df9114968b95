import type { Hop, Plan } from "../plan/plan.ts";
import { countMachines, type PlanMeasure } from "./plan-measure.ts";
import { grouped } from "./shorten.ts";

/**
 * Minutes that a hop takes when its nodes go one after the other; what is not counted (backups, downloads, checks) is
 * said beside the estimate.
 */
export function hopMinutes(hop: Hop, measure: PlanMeasure): number {
  const { apply, upgradeNode, drain } = measure.times;
  return (
    apply * countMachines(hop, "apply", measure) +
    upgradeNode * countMachines(hop, "upgrade-node", measure) +
    drain * countMachines(hop, "upgrade-kubelet", measure)
  );
}

/** Minutes that a whole plan takes. */
export function planMinutes(plan: Plan, measure: PlanMeasure): number {
  return plan.hops.reduce((sum, hop) => sum + hopMinutes(hop, measure), 0);
}

/** `55 min`, `3 h 20 min`, `417 h`: no more exact than an estimate may be. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 120) return `${whole} min`;
  const hours = Math.floor(whole / 60);
  if (hours >= 10 || whole % 60 === 0) return `${grouped(Math.round(whole / 60))} h`;
  return `${hours} h ${whole % 60} min`;
}
