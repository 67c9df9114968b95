import type { Hop, StepAction } from "../plan/plan.ts";

const known = new WeakMap<Hop, ReadonlyMap<StepAction, number>>();

/** How many steps of each kind a hop has; counted once, because several parts of a report ask. */
export function actionCounts(hop: Hop): ReadonlyMap<StepAction, number> {
  const counted = known.get(hop);
  if (counted !== undefined) return counted;
  const counts = new Map<StepAction, number>();
  hop.steps.forEach(({ action }) => counts.set(action, (counts.get(action) ?? 0) + 1));
  known.set(hop, counts);
  return counts;
}
