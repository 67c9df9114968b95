import type { CommentAuthor, IssueComment } from "../github/comments.ts";
import type { Ask } from "./command.ts";

/** What a comment of ours is about; `cluster` and `playbook` are missing where none was recognised. */
export interface Topic {
  readonly command: Ask["command"];
  readonly cluster?: string;
  /** The file of a playbook that runs. */
  readonly playbook?: string;
}

/** The hidden first line by which a comment is found again. */
export function markerOf({ command, cluster, playbook }: Topic): string {
  return `<!-- kubehop:${command}:${encodeURIComponent((cluster ?? playbook ?? "").toWellFormed())} -->`;
}

/**
 * The comment to edit: the one of this command and cluster, written by us. An answer without a cluster (a
 * mistyped version, say) and the good one after it share a comment where there is only one candidate.
 */
export function findOwn(
  comments: readonly IssueComment[],
  topic: Topic,
  self: CommentAuthor,
): IssueComment | undefined {
  const own = comments.filter(({ author }) => isSame(author, self));
  const exact = own.find(({ body }) => body.startsWith(markerOf(topic)));
  // Of playbooks each run has its own: the result of one is not written over another's.
  if (exact !== undefined || topic.playbook !== undefined) return exact;
  if (topic.cluster !== undefined) {
    return own.find(({ body }) => body.startsWith(markerOf({ command: topic.command })));
  }
  const related = own.filter(({ body }) => body.startsWith(`<!-- kubehop:${topic.command}:`));
  return related.length === 1 ? related[0] : undefined;
}

/**
 * The same app or account; a deleted account is nobody. A person who writes through our app is not the app:
 * where both names are known they count too.
 */
export function isSame(author: CommentAuthor, self: CommentAuthor): boolean {
  const isNamedAlike = author.login !== undefined && author.login === self.login;
  if (author.appId === undefined || self.appId === undefined) return isNamedAlike;
  return author.appId === self.appId && (isNamedAlike || self.login === undefined);
}
