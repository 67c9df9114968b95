import type { Connection } from "./connection.ts";
import { fileOf } from "./repository-reader.ts";
import { statusOf } from "./request-failure.ts";
import { withRetries } from "./retries.ts";

/** What a repository's branches and commits are. */
export interface Commits {
  readonly defaultBranch: () => Promise<string>;
  /** The whole SHA of a branch, tag or commit; undefined where the repository has none of that name. */
  readonly commitOf: (ref: string) => Promise<string | undefined>;
  /** A file's text at a commit; undefined where it has none there, or the commit is not on GitHub. */
  readonly fileOfCommit: (path: string, sha: string) => Promise<string | undefined>;
}

export function commits(connection: Connection): Commits {
  const { request, repository } = connection;
  return {
    defaultBranch: async () => {
      const purpose = `look at ${repository.owner}/${repository.repo}`;
      const answer = await withRetries(
        connection,
        () => request("GET /repos/{owner}/{repo}", { ...repository }),
        {
          purpose,
        },
      );
      return answer.data.default_branch;
    },
    commitOf: async (ref) => {
      try {
        const { data } = await withRetries(
          connection,
          () =>
            request("GET /repos/{owner}/{repo}/commits/{ref}", { ...repository, ref, per_page: 1, page: 1 }),
          { purpose: `find ${ref}` },
        );
        return data.sha;
      } catch (error) {
        // GitHub says 422 of what is no commit, and 404 of a branch that is not there.
        if ([404, 422].includes(statusOf(error) ?? 0)) return undefined;
        throw error;
      }
    },
    fileOfCommit: (path, sha) => fileOf(connection, path, sha),
  };
}
