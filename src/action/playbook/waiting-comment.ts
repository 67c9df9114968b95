import type { Door } from "../../chatops/door.ts";
import { isSame, markerOf } from "../../chatops/marker.ts";
import { type RunRecord, recordOf } from "../../chatops/playbooks/run-record.ts";
import type { CommentAuthor, IssueComment } from "../../github/comments.ts";
import type { CheckedReport } from "./checked-report.ts";

/** The comment of the pull request that is about a playbook, where there is one. */
export interface WaitingComment {
  /** Its first line. */
  readonly marker: string;
  readonly isOurs: (comment: IssueComment) => boolean;
  readonly comment: IssueComment | undefined;
  readonly record: RunRecord | undefined;
}

/** @param writtenAs who wrote the comment that waits for this run, where it was not this token */
export async function waitingComment(
  { pull, playbook }: CheckedReport,
  { door, writtenAs }: { readonly door: Door; readonly writtenAs: string | undefined },
): Promise<WaitingComment> {
  const marker = markerOf({ command: "playbook-run", playbook });
  const self = await door.self();
  const authors: readonly CommentAuthor[] = [
    self,
    ...(writtenAs === undefined ? [] : [{ login: writtenAs }]),
  ];
  const isOurs = ({ author, body }: IssueComment) =>
    authors.some((one) => isSame(author, one)) && body.startsWith(`${marker}\n`);
  const comment = (await door.gitHub.comments(pull)).find(isOurs);
  return { marker, isOurs, comment, record: comment === undefined ? undefined : recordOf(comment.body) };
}
