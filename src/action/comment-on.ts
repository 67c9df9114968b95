import type { Assessment } from "../assessment/assessment.ts";
import { type Door, linksAt } from "../chatops/door.ts";
import { isSame } from "../chatops/marker.ts";
import { renderComment } from "../report/comment.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import type { Inputs } from "./inputs.ts";
import type { PullRequestFacts } from "./run-event.ts";

const READ_ONLY =
  "This run's token may not write to the pull request (so it is for forks and for Dependabot): the result is this summary and the annotations.";
const MOVED =
  "The branch has moved on: this is about its older commit, and the comment is left to the run of the newer one.";

/**
 * Keeps one comment on a pull request that changes a cluster's version, or did so before its last push. The
 * answer is a sentence where there is none: the token may only read, the branch moved, GitHub failed. The
 * result is never lost with the comment.
 */
export async function commentOn(
  pull: PullRequestFacts,
  assessment: Assessment,
  { door, inputs }: { readonly door: Door; readonly inputs: Inputs },
): Promise<string | undefined> {
  if (!inputs.comment) return undefined;
  const isWorthIt = assessment.clusters.some(({ change }) => change !== undefined);
  if (pull.mayOnlyRead) return isWorthIt ? READ_ONLY : undefined;
  try {
    const letter = { pull: pull.number, marker: markerOf(inputs), assessment, isWorthIt };
    return await upsert(letter, door);
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    if (error.code === "github-forbidden") return isWorthIt ? READ_ONLY : undefined;
    door.note(error);
    return `The comment could not be written: ${error.message} The result is this summary and the annotations.`;
  }
}

/** A comment for each command and cluster, so that two jobs of a workflow do not write over each other's. */
function markerOf({ command, cluster = "" }: Inputs): string {
  return `<!-- kubehop:${command}:${encodeURIComponent(cluster.toWellFormed())} -->`;
}

interface Letter {
  readonly pull: number;
  readonly marker: string;
  readonly assessment: Assessment;
  readonly isWorthIt: boolean;
}

async function upsert(letter: Letter, door: Door): Promise<string | undefined> {
  const { pull, marker, assessment, isWorthIt } = letter;
  const { gitHub } = door;
  const account = await door.self();
  const own = (await gitHub.comments(pull)).find(
    (comment) => isSame(comment.author, account) && comment.body.startsWith(marker),
  );
  if (own === undefined && !isWorthIt) return undefined;
  const { sha = "" } = assessment;
  // Read again just before writing: an older run must not overwrite what a newer one said.
  if ((await gitHub.pullRequest(pull)).headSha !== sha) return MOVED;
  const body = renderComment(assessment, linksAt(door, sha), { marker });
  if (own === undefined) await gitHub.addComment(pull, body, ({ author }) => isSame(author, account));
  else await gitHub.editComment(own.id, body);
  return undefined;
}
