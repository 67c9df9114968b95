import type { CheckResult } from "../../github/check-result.ts";
import type { KnownCheck } from "../../github/check-run-calls.ts";
import type { CommentAuthor } from "../../github/comments.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Door } from "../door.ts";
import { checkIdOf, checkNameOf, workflowRunOfUrl } from "./run-names.ts";
import { isOfProgress, type RunProgress } from "./run-progress.ts";
import type { RunRecord } from "./run-record.ts";
import { stageCheck } from "./stage-words.ts";

/** A run that GitHub has just been asked for. */
interface NewRun {
  readonly record: RunRecord;
  readonly url: string;
  /** Its check run may be there. */
  readonly isSecondTry: boolean;
}

/**
 * Opens the check run of a run whose end GitHub will tell us. Where it cannot be, the run goes on without: false, and
 * the workflow's own job publishes one at its end.
 */
export async function startCheck({ record, url, isSecondTry }: NewRun, door: Door): Promise<boolean> {
  const { headSha, run, playbook } = record;
  const identity = { headSha, externalId: checkIdOf(run) };
  try {
    const { appId } = await door.self();
    if (isSecondTry && (await door.gitHub.findCheck({ ...identity, appId })) !== undefined) return true;
    const check = { ...identity, name: checkNameOf(playbook), ...stageCheck({ kind: "queued", url }) };
    await door.gitHub.openCheck(check);
    return true;
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    door.note(error);
    return false;
  }
}

/**
 * A run whose place another one took is cancelled by GitHub: its check run says so at once. Where it cannot, the end of
 * the old run will.
 */
export async function endSuperseded(record: RunRecord, door: Door): Promise<void> {
  if (record.keepsCheck === undefined || record.status === "ended") return;
  const { headSha, run, attempt } = record;
  try {
    const { appId } = await door.self();
    const check = await door.gitHub.findCheck({ headSha, externalId: checkIdOf(run, attempt), appId });
    if (check === undefined || isOver(check)) return;
    await door.gitHub.completeCheck(check.id, SUPERSEDED);
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    door.note(error);
  }
}

const SUPERSEDED: CheckResult = {
  conclusion: "cancelled",
  title: "Another run of this playbook took its place",
  summary: "It was asked for while this one ran or waited, and this one is cancelled with its teardown.",
  annotations: [],
};

interface FollowedCheck {
  readonly progress: RunProgress;
  readonly headSha: string;
  readonly self: CommentAuthor;
}

/**
 * The check run of this attempt that is not completed. It is ours, and names the workflow run: comments can be edited
 * by others, and decide about no check. A new attempt gets one of its own beside that of the first.
 */
export async function openCheckOf(
  { progress, headSha, self }: FollowedCheck,
  { gitHub }: Door,
): Promise<Pick<KnownCheck, "id" | "name"> | undefined> {
  const { run, attempt, url } = progress;
  const ofAttempt = (number: number) =>
    gitHub.findCheck({ headSha, externalId: checkIdOf(run, number), appId: self.appId });
  const isOurs = (check: KnownCheck) => isOfProgress(workflowRunOfUrl(check.detailsUrl), progress, self);
  const found = await ofAttempt(attempt);
  if (found !== undefined) return isOver(found) || !isOurs(found) ? undefined : found;
  const first = attempt === 1 ? undefined : await ofAttempt(1);
  if (first === undefined || !isOurs(first)) return undefined;
  const { name } = first;
  const identity = { name, headSha, externalId: checkIdOf(run, attempt) };
  return { id: await gitHub.openCheck({ ...identity, ...stageCheck({ kind: "queued", url }) }), name };
}

function isOver({ status }: KnownCheck): boolean {
  return status === "completed";
}
