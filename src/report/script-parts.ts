import type { Command, Plan, Step } from "../plan/plan.ts";
import { machineRuns } from "./machine-runs.ts";
import { stepTitle } from "./step-words.ts";

/** Consecutive commands of one step on one machine: what one call of a script runs. */
export interface ScriptPart {
  /** What the script is called with: the step's id, with `.2` and so on where the step changes machines. */
  readonly key: string;
  readonly machine: string;
  readonly title: string;
  readonly why: string;
  readonly commands: readonly Command[];
}

/** The parts of a plan in the order in which they have to run. Steps without commands have none. */
export function scriptParts(plan: Plan): readonly ScriptPart[] {
  return plan.hops.flatMap((hop, index) =>
    hop.steps.flatMap((step, position) => stepParts(step, `${index + 1}.${position + 1}`)),
  );
}

function stepParts(step: Step, number: string): readonly ScriptPart[] {
  const runs = machineRuns(step.commands);
  const on = step.node === undefined ? "" : ` (${step.node})`;
  return runs.map((commands, index) => ({
    key: runs.length === 1 ? step.id : `${step.id}.${index + 1}`,
    machine: commands[0]?.on ?? "workstation",
    title: `${number} ${stepTitle(step)}${on}`,
    why: step.why,
    commands,
  }));
}
