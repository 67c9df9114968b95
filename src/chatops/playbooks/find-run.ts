import type { Door } from "../door.ts";
import { followRun } from "./follow-run.ts";
import { ownRuns } from "./own-runs.ts";
import type { RunProgress } from "./run-progress.ts";

/** A workflow run that is over and whose title does not say what it was for: GitHub never came to read the file's. */
export type UntitledRun = Omit<RunProgress, "pull" | "run" | "headSha">;

/**
 * Ends the run of a workflow that we started and that could not even begin. Its comment was written moments ago, so it
 * is looked for among the newest ones.
 *
 * @throws {KubehopError} `github-…`
 */
export async function findRun(untitled: UntitledRun, door: Door): Promise<"followed" | "nothing-new"> {
  const self = await door.self();
  const { workflowRun } = untitled;
  if (untitled.startedBy === undefined || untitled.startedBy !== self.login) return "nothing-new";
  for (const comment of await door.gitHub.recentComments()) {
    const [own] = ownRuns([comment], self);
    if (own?.record.workflowRun !== workflowRun) continue;
    return followRun({ ...untitled, pull: comment.issue, run: own.record.run }, door);
  }
  return "nothing-new";
}
