import type { CommentAuthor } from "./comments.ts";
import type { Connection } from "./connection.ts";
import { outgoing } from "./outgoing.ts";
import { withRetries } from "./retries.ts";

/** A remark on a line, or on several, of a pull request's head. */
export interface LineRemark {
  readonly path: string;
  /** The first line, where there are several. */
  readonly startLine?: number;
  readonly line: number;
  /** Its first line is a marker by which it is known again. */
  readonly body: string;
}

/** A remark that stands in a pull request already. */
export interface StandingRemark {
  readonly body: string;
  readonly author: CommentAuthor;
}

export interface Suggestions {
  /** The lines of each file that the pull request's diff shows on its new side: only these take remarks. */
  readonly shownLines: (pull: number) => Promise<ReadonlyMap<string, ReadonlySet<number>>>;
  readonly remarks: (pull: number) => Promise<readonly StandingRemark[]>;
  /** Puts remarks onto lines of a commit, as one review that neither approves nor refuses. */
  readonly remark: (pull: number, sha: string, remarks: readonly LineRemark[]) => Promise<void>;
}

const PAGE_SIZE = 100;
/** GitHub lists at most 3,000 files of a pull request. */
const MOST_PAGES = 30;

export function suggestions(connection: Connection): Suggestions {
  const { request, repository } = connection;
  return {
    shownLines: async (pull) => {
      const files = await pages((page) =>
        withRetries(
          connection,
          () =>
            request("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", {
              ...repository,
              pull_number: pull,
              per_page: PAGE_SIZE,
              page,
            }),
          { purpose: `read the diff of #${pull}` },
        ),
      );
      return new Map(files.map(({ filename, patch }) => [filename, linesOf(patch ?? "")]));
    },
    remarks: async (pull) => {
      const found = await pages((page) =>
        withRetries(
          connection,
          () =>
            request("GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", {
              ...repository,
              pull_number: pull,
              per_page: PAGE_SIZE,
              page,
            }),
          { purpose: `read the remarks on #${pull}` },
        ),
      );
      return found.map(({ body, user }) => ({ body, author: user === null ? {} : { login: user.login } }));
    },
    remark: async (pull, sha, remarks) => {
      await withRetries(
        connection,
        () =>
          request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
            ...repository,
            pull_number: pull,
            commit_id: sha,
            event: "COMMENT",
            comments: remarks.map(({ path, startLine, line, body }) => ({
              path,
              ...(startLine === undefined ? {} : { start_line: startLine, start_side: "RIGHT" }),
              line,
              side: "RIGHT",
              body: outgoing(connection, body),
            })),
          }),
        { purpose: `suggest fixes on #${pull}` },
      );
    },
  };
}

async function pages<Item>(
  ask: (page: number) => Promise<{ data: readonly Item[] }>,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await ask(page);
    found.push(...data);
    if (data.length < PAGE_SIZE) break;
  }
  return found;
}

/** The new side's line numbers of a patch's hunks: added lines and those shown around them. */
function linesOf(patch: string): ReadonlySet<number> {
  const shown = new Set<number>();
  let line = 0;
  for (const text of patch.split("\n")) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(text);
    if (hunk !== null) line = Number(hunk[1]);
    else if (text.startsWith("+") || text.startsWith(" ")) shown.add(line++);
  }
  return shown;
}
