import type { Assessment } from "../assessment/assessment.ts";
import { type Door, linksAt } from "../chatops/door.ts";
import { isSame } from "../chatops/marker.ts";
import { statusOf } from "../github/request-failure.ts";
import { renderComment } from "../report/comment.ts";
import type { Inputs } from "./inputs.ts";
import type { PullRequestFacts } from "./run-event.ts";

const MARKER = "<!-- kubehop:check: -->";

export const READ_ONLY =
  "This run's token may not write to the pull request (so it is for forks and for Dependabot): the result is this summary and the annotations.";

/**
 * Keeps one comment on a pull request that changes a cluster's version. The answer is a sentence where
 * there is none because the token may only read.
 */
export async function commentOn(
  pull: PullRequestFacts,
  assessment: Assessment,
  { door, inputs }: { readonly door: Door; readonly inputs: Inputs },
): Promise<string | undefined> {
  const isWorthIt = assessment.clusters.some(({ change }) => change !== undefined);
  if (!inputs.comment || !isWorthIt) return undefined;
  if (pull.fromFork) return READ_ONLY;
  try {
    const body = renderComment(assessment, linksAt(door, assessment.sha ?? ""), { marker: MARKER });
    await upsert(pull.number, body, door);
    return undefined;
  } catch (error) {
    if (statusOf(error) === 403) return READ_ONLY;
    throw error;
  }
}

async function upsert(pull: number, body: string, { gitHub, self }: Door): Promise<void> {
  const account = await self();
  const own = (await gitHub.comments(pull)).find(
    (comment) => isSame(comment.author, account) && comment.body.startsWith(MARKER),
  );
  if (own === undefined) await gitHub.addComment(pull, body, ({ author }) => isSame(author, account));
  else await gitHub.editComment(own.id, body);
}
