import type { PullRequest } from "../github/pull-requests.ts";
import { answerComment } from "./answer-comment.ts";
import { checkChange } from "./check-change.ts";
import { externalIdOfCommit } from "./check-subject.ts";
import type { Door } from "./door.ts";
import { failedCheck } from "./failed-check.ts";
import { findRun } from "./playbooks/find-run.ts";
import { followRun } from "./playbooks/follow-run.ts";
import { runAgain } from "./playbooks/run-again.ts";
import type { Work } from "./work.ts";

/** What came of a piece of work, for the log. */
export type Outcome =
  | "answered"
  | "published"
  | "no-check"
  | "no-pull-request"
  | "followed"
  | "run-again"
  | "nothing-new";

/**
 * Does what an event asks for.
 *
 * @throws KubehopError with a code `github-…` where GitHub took no answer; the same work may succeed later
 */
export async function doWork(work: Work, door: Door): Promise<Outcome> {
  switch (work.kind) {
    case "check":
      return checkChange(work.subject, door);
    case "check-commit":
      return checkCommit(work, door);
    case "answer":
      await answerComment(work.comment, door);
      return "answered";
    case "follow":
      return followRun(work.progress, door);
    case "find-run":
      return findRun(work.untitled, door);
    case "run-again":
      return runAgain(work.rerequest, door);
    default:
      return work satisfies never;
  }
}

type CheckCommit = Extract<Work, { kind: "check-commit" }>;

async function checkCommit(work: CheckCommit, door: Door): Promise<Outcome> {
  const { headSha, run } = work;
  const pull = await pullOf(work, door);
  if (pull === undefined) return "no-pull-request";
  if ("error" in pull) {
    const identity = { headSha, externalId: externalIdOfCommit(work) };
    await door.gitHub.publishCheck(failedCheck(identity, pull.error, door));
    return "published";
  }
  return checkChange({ headSha, baseSha: pull.baseSha, pull: pull.number, run }, door);
}

async function pullOf(
  { headSha, pull: number }: CheckCommit,
  { gitHub }: Door,
): Promise<PullRequest | undefined | { readonly error: unknown }> {
  try {
    return await (number === undefined ? gitHub.pullRequestOf(headSha) : gitHub.pullRequest(number));
  } catch (error) {
    return { error };
  }
}
