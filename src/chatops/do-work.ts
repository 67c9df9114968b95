import { answerComment } from "./answer-comment.ts";
import { checkChange } from "./check-change.ts";
import type { Door } from "./door.ts";
import type { Work } from "./work.ts";

/** What came of a piece of work, for the log. */
export type Outcome = "answered" | "published" | "no-check" | "no-pull-request";

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
    default:
      return work satisfies never;
  }
}

async function checkCommit(
  { headSha, run, pull: number }: Extract<Work, { kind: "check-commit" }>,
  door: Door,
): Promise<Outcome> {
  const { gitHub } = door;
  const pull = await (number === undefined ? gitHub.pullRequestOf(headSha) : gitHub.pullRequest(number));
  if (pull === undefined) return "no-pull-request";
  return checkChange({ headSha, baseSha: pull.baseSha, pull: pull.number, run }, door);
}
