import type { CommentAuthor, IssueComment } from "../../github/comments.ts";
import { isSame } from "../marker.ts";
import { type RunRecord, recordOf } from "./run-record.ts";

/** A run that one of our comments is about. */
export interface OwnRun {
  readonly comment: IssueComment;
  readonly record: RunRecord;
}

/** The runs of a pull request, the one that was asked for last at the end. */
export function ownRuns(comments: readonly IssueComment[], self: CommentAuthor): readonly OwnRun[] {
  return comments
    .filter(({ author }) => isSame(author, self))
    .flatMap((comment) => {
      const record = recordOf(comment.body);
      return record === undefined ? [] : [{ comment, record }];
    })
    .toSorted((left, right) => left.record.asked - right.record.asked);
}

/** Whether a run is the one that somebody named by the playbook's name or file; without a name each is. */
export function isRunOf({ record }: OwnRun, playbook: string | undefined): boolean {
  return playbook === undefined || record.name === playbook || record.playbook === playbook;
}
