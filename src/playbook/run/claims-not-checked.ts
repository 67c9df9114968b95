import { claimsOf, selectVariants } from "../choice/selection.ts";
import type { Playbook } from "../playbook.ts";
import type { StepRun, StepStatus } from "../playbook-run.ts";

/** A step that ended so has given an answer to its claim, if not the wanted one. */
const ANSWERED: ReadonlySet<StepStatus> = new Set(["passed", "failed"]);

/** What a run on the recommended path checks and this one gave no answer to, in the order of the steps. */
export function claimsNotChecked(playbook: Playbook, steps: readonly StepRun[]): readonly string[] {
  const answered = new Set(
    steps.filter(({ status }) => ANSWERED.has(status)).map(({ validates }) => validates),
  );
  const claims = claimsOf(playbook, selectVariants(playbook, playbook.recommendedPath));
  return claims.filter((claim) => !answered.has(claim));
}
