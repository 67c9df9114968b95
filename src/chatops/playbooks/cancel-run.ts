import { KubehopError } from "../../source/kubehop-error.ts";
import type { Ask, CommandComment } from "../command.ts";
import type { Door } from "../door.ts";
import { typed } from "../typed-text.ts";
import type { Admitted } from "./answer-about-runs.ts";
import { followRun } from "./follow-run.ts";
import { isRunOf, type OwnRun, ownRuns } from "./own-runs.ts";
import { runningComment } from "./run-comment.ts";
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
  const runs = ownRuns(await gitHub.comments(pull), await door.self());
  const own = runs.findLast((run) => run.record.status !== "ended" && isRunOf(run, ask.playbook));
  if (own === undefined) throw noRun(ask.playbook, "runs");
  const { record } = own;
  const { workflow } = runSettings(configuration);
  const id = record.workflowRun ?? (await gitHub.dispatchedRun({ workflow, mark: record.run }))?.id;
  if (id === undefined) throw notFound(record.name);
  const isCancelled = await gitHub.cancelWorkflowRun(id);
  // A run that we do not follow is told by its own job, which could be doing that just now.
  if (record.keepsCheck !== undefined) await tell({ own, pull, workflowRun: id, isCancelled }, door);
  if (!isCancelled) throw noRun(ask.playbook, "runs");
}

interface Cancelled {
  readonly own: OwnRun;
  readonly pull: number;
  readonly workflowRun: number;
  readonly isCancelled: boolean;
}

async function tell({ own, pull, workflowRun, isCancelled }: Cancelled, door: Door): Promise<void> {
  const { record, comment } = own;
  const { serverUrl, repository, gitHub } = door;
  const url = `${serverUrl}/${repository.owner}/${repository.repo}/actions/runs/${workflowRun}`;
  if (isCancelled) {
    const cancelling = { ...record, status: "cancelling" } as const;
    await gitHub.editComment(comment.id, runningComment(cancelling, { kind: "cancelling", url }));
    return;
  }
  const { status, conclusion } = await gitHub.workflowState(workflowRun);
  if (status !== "completed") return;
  const { run, attempt = 1 } = record;
  const state = { status: "over", result: conclusion ?? "unknown" } as const;
  await followRun({ pull, run, attempt, workflowRun, url, state }, door);
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
