import type { Assessment } from "../assessment/assessment.ts";
import type { Inspection } from "../cluster/cluster.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * A model as JSON, as it is: the names of the contract, two blanks of indentation, a line feed at the end.
 * The same model gives the same bytes, because the rooms that build it keep their order of members.
 */
export function renderJson(model: Assessment | Plan | Inspection): string {
  return `${JSON.stringify(model, null, 2)}\n`;
}
