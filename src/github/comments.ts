import type { Connection } from "./connection.ts";
import { outgoing } from "./outgoing.ts";
import { statusOf } from "./request-failure.ts";
import { withRetries } from "./retries.ts";

/** One comment of an issue or pull request. */
export interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly author: CommentAuthor;
}

export interface CommentAuthor {
  /** Missing for a deleted account. */
  readonly login?: string;
  /** The app that wrote it, as GitHub itself says. */
  readonly appId?: number;
}

export interface Comments {
  /** All comments of the issue or pull request, oldest first, page by page. */
  readonly comments: (issue: number) => Promise<readonly IssueComment[]>;
  /** The hundred comments of all issues and pull requests that were written or edited last, newest first. */
  readonly recentComments: () => Promise<readonly (IssueComment & { readonly issue: number })[]>;
  /**
   * The first line of `body` is a marker that no other comment of ours has: by it and `isOurs` the comment is
   * found again when the first try got no good answer. Gives the comment as it is now.
   */
  readonly addComment: (
    issue: number,
    body: string,
    isOurs: (comment: IssueComment) => boolean,
  ) => Promise<IssueComment>;
  readonly editComment: (commentId: number, body: string) => Promise<void>;
  /** One that is gone already is no error. */
  readonly deleteComment: (commentId: number) => Promise<void>;
}

const PAGE_SIZE = 100;
/** 10,000 comments: GitHub shows no pull request with more. */
const MOST_PAGES = 100;

export function comments(connection: Connection): Comments {
  const { request, repository } = connection;
  const list = (issue: number) => allPages(connection, issue);
  const edit = async (commentId: number, body: string): Promise<void> => {
    await withRetries(
      connection,
      () =>
        request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
          ...repository,
          comment_id: commentId,
          body: outgoing(connection, body),
        }),
      { purpose: "edit its comment" },
    );
  };
  return {
    comments: list,
    recentComments: () => recent(connection),
    addComment: async (issue, text, isOurs) => {
      const body = outgoing(connection, text);
      const written = await withRetries<IssueComment>(
        connection,
        async () => {
          const { data } = await request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
            ...repository,
            issue_number: issue,
            body,
          });
          const { id, user, performed_via_github_app: app } = data;
          return { id: Number(id), body, author: authorOf(user?.login, app?.id) };
        },
        {
          purpose: `comment on #${issue}`,
          alreadyDone: async () =>
            (await list(issue)).find(
              (comment) => firstLine(comment.body) === firstLine(body) && isOurs(comment),
            ),
        },
      );
      if (written.body !== body) await edit(written.id, body);
      return { ...written, body };
    },
    editComment: edit,
    deleteComment: async (commentId) => {
      try {
        await withRetries(
          connection,
          () =>
            request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", {
              ...repository,
              comment_id: commentId,
            }),
          { purpose: "delete its second comment" },
        );
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
      }
    },
  };
}

/** Our marker. The rest may come back otherwise than it was sent: line ends, blanks at the end. */
export function firstLine(body: string): string {
  return body.split(/\r?\n/, 1)[0] ?? "";
}

async function allPages(connection: Connection, issue: number): Promise<readonly IssueComment[]> {
  const found: IssueComment[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await withRetries(
      connection,
      () =>
        connection.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
          ...connection.repository,
          issue_number: issue,
          per_page: PAGE_SIZE,
          page,
        }),
      { purpose: `read the comments of #${issue}` },
    );
    for (const { id, body, user, performed_via_github_app: app } of data) {
      found.push({ id: Number(id), body: body ?? "", author: authorOf(user?.login, app?.id) });
    }
    if (data.length < PAGE_SIZE) break;
  }
  return found;
}

async function recent(connection: Connection): ReturnType<Comments["recentComments"]> {
  const { data } = await withRetries(
    connection,
    () =>
      connection.request("GET /repos/{owner}/{repo}/issues/comments", {
        ...connection.repository,
        sort: "updated",
        direction: "desc",
        per_page: PAGE_SIZE,
      }),
    { purpose: "read the newest comments" },
  );
  return data.map(({ id, body, user, performed_via_github_app: app, issue_url: issue }) => ({
    id: Number(id),
    body: body ?? "",
    author: authorOf(user?.login, app?.id),
    issue: Number(issue.slice(issue.lastIndexOf("/") + 1)),
  }));
}

function authorOf(login: string | undefined, appId: number | undefined): CommentAuthor {
  return { ...(login === undefined ? {} : { login }), ...(appId === undefined ? {} : { appId }) };
}
