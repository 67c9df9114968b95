import type { CommentAuthor } from "../github/comments.ts";
import type { RepositoryName } from "../github/connection.ts";
import type { GitHub } from "../github/github.ts";
import { type ReportLinks, repositoryLinks } from "../report/links.ts";

/** What a use case needs of the door it is called through: the app and the Action each build one. */
export interface Door {
  readonly gitHub: GitHub;
  readonly repository: RepositoryName;
  /** `https://github.com`, or the address of a GitHub Enterprise Server. */
  readonly serverUrl: string;
  /** The name of the branch whose configuration decides who may ask. */
  readonly defaultBranch: string;
  /** Who writes our comments, so that a copied marker in somebody else's is never taken for ours. */
  readonly self: () => Promise<CommentAuthor>;
  /** Whether GitHub tells us how the workflow runs go that we start. */
  readonly hearsOfRuns: () => Promise<boolean>;
  /** ISO date of today, UTC. */
  readonly today: () => string;
  /** Tells the operator what an answer leaves out of an error: the app's log, or the step's. */
  readonly note: (error: unknown) => void;
}

/** The links of a report about one commit. */
export function linksAt(door: Door, sha: string): ReportLinks {
  const { owner, repo } = door.repository;
  return repositoryLinks({ serverUrl: door.serverUrl, owner, repository: repo, sha });
}
