import type { CommentAuthor } from "../../github/comments.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Ask, CommandComment } from "../command.ts";
import type { Door } from "../door.ts";
import { typed } from "../typed-text.ts";
import type { Admitted } from "./answer-about-runs.ts";
import { followRun } from "./follow-run.ts";
import { isRunOf, ownRuns } from "./own-runs.ts";
import type { RunProgress, RunState } from "./run-progress.ts";
import type { RunRecord } from "./run-record.ts";
import { runSettings } from "./settings.ts";

interface CancelComment extends CommandComment {
  readonly ask: Extract<Ask, { command: "cancel" }>;
}

/**
 * Cancels the workflow run of the run that was asked for last and has not ended. Its report says so in its comment
 * when its teardown is done. Where it turns out that it is over, and nobody told us, its result is written now.
 *
 * @throws {KubehopError} `no-playbook-run`, or `github-…`
 */
export async function cancelRun(
  { pull, ask }: CancelComment,
  { configuration }: Admitted,
  door: Door,
): Promise<undefined> {
  const { gitHub } = door;
  const self = await door.self();
  const own = ownRuns(await gitHub.comments(pull), self).findLast(
    (run) => run.record.status !== "ended" && isRunOf(run, ask.playbook),
  );
  if (own === undefined) throw noRun(ask.playbook, "runs");
  const { record } = own;
  const { workflow } = runSettings(configuration);
  const id = record.workflowRun ?? (await gitHub.dispatchedRun({ workflow, mark: record.run }))?.id;
  if (id === undefined) throw notFound(record.name);
  const isCancelled = await gitHub.cancelWorkflowRun(id);
  // A run that we do not follow is told by its own job, which could be doing that just now.
  if (record.keepsCheck !== undefined) {
    const state = isCancelled ? ({ status: "cancelling" } as const) : await endOf(id, door);
    if (state !== undefined)
      await followRun(progressOf({ record, pull, workflowRun: id, state, self }, door), door);
  }
  if (!isCancelled) throw noRun(ask.playbook, "runs");
}

async function endOf(workflowRun: number, { gitHub }: Door): Promise<RunState | undefined> {
  const { status, conclusion } = await gitHub.workflowState(workflowRun);
  return status === "completed" ? { status: "over", result: conclusion ?? "unknown" } : undefined;
}

interface Known {
  readonly record: RunRecord;
  readonly pull: number;
  readonly workflowRun: number;
  readonly state: RunState;
  readonly self: CommentAuthor;
}

/** What we have found out ourselves, as an event would say it. */
function progressOf({ record, pull, workflowRun, state, self }: Known, door: Door): RunProgress {
  const { serverUrl, repository } = door;
  const { run, headSha, attempt = 1 } = record;
  const url = `${serverUrl}/${repository.owner}/${repository.repo}/actions/runs/${workflowRun}`;
  const startedBy = self.login === undefined ? {} : { startedBy: self.login };
  return { pull, run, headSha, workflowRun, attempt, url, state, ...startedBy };
}

/** No run of this pull request is meant. */
export function noRun(playbook: string | undefined, what: "runs" | "was run"): KubehopError {
  const which = playbook === undefined ? "No playbook" : `No playbook ${typed(playbook)}`;
  return new KubehopError({
    code: "no-playbook-run",
    message: `${which} ${what} for this pull request.`,
    remedy: "`/playbook run NAME` runs one, and `/playbook list` says which there are.",
  });
}

function notFound(name: string): KubehopError {
  return new KubehopError({
    code: "no-playbook-run",
    message: `The workflow run of ${name} cannot be found yet.`,
    remedy: "Ask again in a minute, or cancel it on the repository's Actions page.",
  });
}
