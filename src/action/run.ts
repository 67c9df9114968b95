import type { AssessedCommand, Environment, Inputs } from "./inputs.ts";

/** Writes to the step's log. */
export type Log = (text: string) => void;

/** What one run of the step works with. */
export interface Run {
  readonly environment: Environment;
  readonly inputs: Inputs;
  readonly log: Log;
}

/** A run whose answer is an assessment. */
export interface AssessmentRun extends Run {
  readonly inputs: Inputs & { readonly command: AssessedCommand };
}
