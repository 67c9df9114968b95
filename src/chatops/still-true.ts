import type { PullRequest } from "../github/pull-requests.ts";
import { plainLinks } from "../report/links.ts";
import { type Answer, refusal } from "./answer.ts";
import type { Door } from "./door.ts";
import { failureReport, writtenReport } from "./failure-report.ts";
import { typed } from "./typed-text.ts";

/**
 * Reads the pull request again just before an answer is written. When its head moved or it goes into another
 * branch, the answer says that and nothing else; it does too where GitHub does not tell, because an answer
 * for a commit that is no longer there must not stand beside the new one.
 */
export async function stillTrue(answer: Answer, before: PullRequest, door: Door): Promise<Answer> {
  try {
    const problem = changeBetween(before, await door.gitHub.pullRequest(before.number));
    if (problem === undefined) return answer;
    const remedy = "Ask again: the next answer is for the pull request as it is then.";
    return refusal(answer.topic, writtenReport({ title: problem, remedy }));
  } catch (error) {
    door.note(error);
    return refusal(answer.topic, failureReport(error, plainLinks()));
  }
}

/** Why an answer for `before` is none for `now`, in one sentence; undefined where it still is. */
export function changeBetween(before: PullRequest, now: PullRequest): string | undefined {
  if (now.headSha !== before.headSha) {
    return `The branch moved from \`${before.headSha.slice(0, 7)}\` to \`${now.headSha.slice(0, 7)}\` while Kubehop read it, so there is no answer for either.`;
  }
  if (now.baseRef === before.baseRef) return undefined;
  return `The pull request went into ${typed(before.baseRef)} and goes into ${typed(now.baseRef)} now, so there is no answer for either.`;
}
