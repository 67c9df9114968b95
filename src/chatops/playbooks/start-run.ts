import { type FoundPlaybook, findPlaybook } from "../../assessment/find-playbook.ts";
import { knownPlaybooks } from "../../assessment/known-playbooks.ts";
import type { CommentAuthor, IssueComment } from "../../github/comments.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Answer } from "../answer.ts";
import type { CommandComment, RunAsk } from "../command.ts";
import type { Door } from "../door.ts";
import { findOwn, isSame } from "../marker.ts";
import type { Admitted } from "./answer-about-runs.ts";
import { checkRunAsk } from "./check-run-ask.ts";
import { dispatchRun, type Start } from "./dispatch-run.ts";
import type { OwnRun } from "./own-runs.ts";
import { endSuperseded, startCheck } from "./run-check.ts";
import { notStarted, runningComment, topicOfRun } from "./run-comment.ts";
import { type RunRecord, recordOf } from "./run-record.ts";
import type { RunStage } from "./run-stage.ts";
import { runSettings } from "./settings.ts";

interface RunComment extends CommandComment {
  readonly ask: RunAsk;
}

/**
 * Has the repository's own workflow run a playbook at the head commit, and keeps a comment about it, which the
 * workflow finishes. The comment is there before the run, so that a second try of the same delivery finds the first.
 *
 * @throws {KubehopError} where the playbook or its inputs cannot be used; nothing was written then
 */
export async function startRun(
  comment: RunComment,
  admission: Admitted,
  door: Door,
): Promise<Answer | undefined> {
  const found = await playbookOf(comment.ask, admission, door);
  checkRunAsk(comment.ask, found.playbook);
  const record = recordFor(comment, found, admission);
  const self = await door.self();
  const own = findOwn(await door.gitHub.comments(comment.pull), topicOfRun(record), self);
  const before = own === undefined ? undefined : recordOf(own.body);
  const isSecondTry = before?.run === record.run;
  if (isSecondTry && (before.workflowRun !== undefined || before.status !== "started")) return undefined;
  const earlier =
    own === undefined || before === undefined || isSecondTry ? undefined : { comment: own, record: before };
  const stage = await firstStage(admission, door);
  const written = await put(comment.pull, { own, body: runningComment(record, stage) }, { self, door });
  const start = { record, admission, author: written.author, isSecondTry };
  let begun: BegunRun;
  try {
    begun = await begin({ ...start, stage, superseded: earlier?.record }, door);
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    door.note(error);
    return refused({ record, earlier, error }, door);
  }
  await door.gitHub.editComment(written.id, runningComment(begun.record, begun.stage));
  return undefined;
}

interface Refused {
  readonly record: RunRecord;
  /** The run that the comment was about. */
  readonly earlier: OwnRun | undefined;
  readonly error: unknown;
}

/** Gives the comment back to the earlier run, whose result is not lost with what was refused. */
async function refused({ record, earlier, error }: Refused, { gitHub }: Door): Promise<Answer> {
  if (earlier === undefined) return notStarted(record, error);
  await gitHub.editComment(earlier.comment.id, earlier.comment.body);
  return notStarted(undefined, error);
}

/** A server that does not tell the run has a page of the workflow's runs. */
async function firstStage({ configuration }: Admitted, door: Door): Promise<RunStage> {
  const { serverUrl, repository } = door;
  const { workflow } = runSettings(configuration);
  const page = `${serverUrl}/${repository.owner}/${repository.repo}/actions/workflows/${encodeURIComponent(workflow)}`;
  return { kind: (await door.hearsOfRuns()) ? "queued" : "unheard", url: page };
}

interface BegunRun {
  readonly record: RunRecord;
  readonly stage: RunStage;
}

/** Dispatches the run, and opens its check run where its end will be told. */
async function begin(
  start: Start & { readonly stage: RunStage; readonly superseded: RunRecord | undefined },
  door: Door,
): Promise<BegunRun> {
  const { isSecondTry, superseded } = start;
  const run = await dispatchRun(start, door);
  const record = run === undefined ? start.record : { ...start.record, workflowRun: run.id };
  const stage = { ...start.stage, url: run?.url ?? start.stage.url };
  if (superseded !== undefined) await endSuperseded(superseded, door);
  if (stage.kind === "unheard") return { record, stage };
  const keepsCheck = await startCheck({ record, url: stage.url, isSecondTry }, door);
  return { record: keepsCheck ? { ...record, keepsCheck } : record, stage };
}

/** From the base commit, whatever the pull request says, unless its own text was asked for. */
async function playbookOf(
  { playbook, from }: RunAsk,
  { pull, base }: Admitted,
  { gitHub }: Door,
): Promise<FoundPlaybook> {
  const snapshot =
    from === "pull-request"
      ? await gitHub.snapshot(pull.headSha)
      : (base ?? (await gitHub.snapshot(pull.baseSha)));
  return findPlaybook(knownPlaybooks(snapshot), playbook);
}

function recordFor(
  { commentId, ask: { path, from, inputs } }: RunComment,
  { file, playbook }: FoundPlaybook,
  { pull, configuration }: Admitted,
): RunRecord {
  const { requireRecommended } = runSettings(configuration);
  return {
    run: `kubehop-${commentId}`,
    asked: commentId,
    name: playbook.name,
    playbook: file,
    ...(path === undefined ? {} : { path }),
    from,
    inputs,
    headSha: pull.headSha,
    ...(requireRecommended ? { requireRecommended } : {}),
    status: "started",
  };
}

async function put(
  pull: number,
  { own, body }: { readonly own: IssueComment | undefined; readonly body: string },
  { self, door }: { readonly self: CommentAuthor; readonly door: Door },
): Promise<IssueComment> {
  if (own === undefined) return door.gitHub.addComment(pull, body, ({ author }) => isSame(author, self));
  await door.gitHub.editComment(own.id, body);
  return own;
}
