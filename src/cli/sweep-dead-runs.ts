import { deadRuns } from "../execution/local/dead-runs.ts";
import type { SweptRun } from "../execution/local/sweep.ts";
import { visibleLine } from "../report/visible.ts";
import { errorWords } from "../source/error-words.ts";
import type { Terminal } from "./terminal.ts";

/** What became of the runs that had died. */
export interface Sweep {
  readonly found: number;
  /** Whether nothing of them is left. */
  readonly isClean: boolean;
}

/**
 * Cleans up after runs of this user that were killed before they could do it, and says so on standard error. Where
 * there are none, which is as a rule, it costs the reading of two directories.
 */
export async function sweepDeadRuns({ environment, error }: Terminal): Promise<Sweep> {
  const dead = deadRuns(environment);
  if (dead.length === 0) return { found: 0, isClean: true };
  const { sweepRun } = await import("../execution/local/sweep.ts");
  const complaints: string[] = [];
  let found = 0;
  for (const run of dead) {
    try {
      const swept = await sweepRun(run);
      if (swept === undefined) continue;
      found += 1;
      error.write(`kubehop: cleaned up after a run of ${visibleLine(swept.playbook)} that was killed.\n`);
      complaints.push(...complaintsOf(swept));
    } catch (problem) {
      // Whatever the command is that was typed, it must not fail by this; its note stays for the next call.
      complaints.push(`a run that was killed could not be cleaned up after: ${errorWords(problem)}`);
    }
  }
  for (const complaint of complaints) error.write(`kubehop: ${visibleLine(complaint)}\n`);
  return { found, isClean: complaints.length === 0 };
}

function complaintsOf({ teardown, left }: SweptRun): readonly string[] {
  const failed = teardown.filter(({ end }) => end.how !== "exited" || end.exitCode !== 0);
  return [
    ...failed.map(
      ({ step, text, isTriedAgain }) =>
        `the teardown of ${step} failed, ${isTriedAgain ? "and the next call tries it again" : "look after what it left"}: ${text}`,
    ),
    ...(left === undefined ? [] : [`its folder could not be removed: ${left}`]),
  ];
}
