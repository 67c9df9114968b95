import type { CommentAuthor } from "../../github/comments.ts";
import type { Door } from "../door.ts";
import { finishRun } from "./finish-run.ts";
import { type OwnRun, ownRuns } from "./own-runs.ts";
import { openCheckOf } from "./run-check.ts";
import { runningComment } from "./run-comment.ts";
import { isOfProgress, type RunProgress, type RunState } from "./run-progress.ts";
import { isLater, type RunRecord } from "./run-record.ts";
import type { RunStage } from "./run-stage.ts";
import { stageCheck } from "./stage-words.ts";

/**
 * Brings the comment and the check run of a run to what GitHub tells of its workflow. Events come twice and out of
 * order: what stands there already and what is older changes nothing. A run that is none of ours is left alone.
 *
 * @throws {KubehopError} `github-…`; the same event may succeed later
 */
export async function followRun(progress: RunProgress, door: Door): Promise<"followed" | "nothing-new"> {
  const self = await door.self();
  const own = await ownRunOf(progress, self, door);
  const { state } = progress;
  const comment = newsOf(progress, own);
  const isOver = state.status === "job-ended" || state.status === "over";
  if (!isOver && comment === undefined && (own !== undefined || isFirst(progress))) return "nothing-new";
  const headSha = progress.headSha ?? own?.record.headSha;
  const check = headSha === undefined ? undefined : await openCheckOf({ progress, headSha, self }, door);
  if (comment === undefined && check === undefined) return "nothing-new";
  if (isOver) {
    await finishRun({ progress, state, comment, check, headSha, record: own?.record }, door);
    return "followed";
  }
  const stage = stageOf(state, progress);
  if (check !== undefined) await door.gitHub.updateCheck(check.id, stageCheck(stage));
  if (comment !== undefined) {
    await door.gitHub.editComment(comment.id, runningComment(comment.record, stage));
  }
  return "followed";
}

async function ownRunOf(
  progress: RunProgress,
  self: CommentAuthor,
  { gitHub }: Door,
): Promise<OwnRun | undefined> {
  return ownRuns(await gitHub.comments(progress.pull), self).findLast(
    ({ record }) => record.run === progress.run && isOfProgress(record.workflowRun, progress, self),
  );
}

/** The dispatch has said all that its own event says. */
function isFirst({ state, attempt }: RunProgress): boolean {
  return state.status === "queued" && attempt === 1;
}

/** The comment with its new record; undefined where it tells as much already, or is about another run. */
function newsOf(
  progress: RunProgress,
  own: OwnRun | undefined,
): { readonly id: number; readonly record: RunRecord } | undefined {
  if (own === undefined) return undefined;
  const { workflowRun, attempt } = progress;
  const status = STATUSES[progress.state.status];
  const record = { ...own.record, workflowRun, ...(attempt === 1 ? {} : { attempt }), status };
  const isFirstWord = own.record.status === "started" && own.record.workflowRun === undefined;
  if (!isFirstWord && !isLater(record, own.record)) return undefined;
  return { id: own.comment.id, record };
}

const STATUSES: Readonly<Record<RunState["status"], RunRecord["status"]>> = {
  queued: "started",
  running: "running",
  cancelling: "cancelling",
  "job-ended": "ended",
  over: "ended",
};

function stageOf(state: Exclude<RunState, { status: "job-ended" | "over" }>, { url }: RunProgress): RunStage {
  if (state.status !== "running") return { kind: state.status, url };
  return { kind: "running", runner: state.runner, since: state.since, url };
}
