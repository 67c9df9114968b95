import type { Playbook } from "../playbook.ts";
import type { StepRun, StepStatus } from "../playbook-run.ts";

/** A step that ended so has an answer to its claim, if not the wanted one. */
const ANSWERED: ReadonlySet<StepStatus> = new Set(["passed", "failed"]);

/** The claims of the recommended path that no step of this run gave an answer to, in the order of the steps. */
export function claimsNotChecked(playbook: Playbook, steps: readonly StepRun[]): readonly string[] {
  return playbook.steps.flatMap(({ variants }, index) => {
    const claim = variants.get(playbook.recommendedPath)?.validates;
    if (claim === undefined) return [];
    const run = steps[index];
    const isAnswered = run !== undefined && run.path === playbook.recommendedPath && ANSWERED.has(run.status);
    return isAnswered ? [] : [claim];
  });
}
