import type { RunnableStep } from "./run-step.ts";

/** Names that are told; of the others their number. */
const TOLD = 3;

/** One sentence for all steps that ran with a blank `expected_output`; of thousands nobody reads a line each. */
export function blankWarning(steps: readonly RunnableStep[]): readonly string[] {
  const names = steps.filter(({ variant }) => variant.expectedOutput?.trim() === "").map(({ name }) => name);
  if (names.length === 0) return [];
  if (names.length === 1) return [`${names[0]}: its expected_output is blank, so that any output passes.`];
  const rest = names.length - TOLD;
  const more = rest > 0 ? ` and ${rest} more` : "";
  const told = names.slice(0, TOLD).join(", ");
  return [`${told}${more}: their expected_output is blank, so that any output passes.`];
}
