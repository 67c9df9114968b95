import { expect, test } from "vitest";
import { withOneComment } from "../../src/action/one-comment.ts";
import type { Comments, IssueComment } from "../../src/github/comments.ts";

const ME = { login: "github-actions[bot]" };
const isMine = ({ author }: IssueComment) => author.login === ME.login;

/** The comments of one pull request, kept in memory. */
function memory(
  ...written: readonly IssueComment[]
): Comments & { readonly all: () => readonly IssueComment[] } {
  let all = [...written];
  return {
    all: () => all,
    recentComments: async () => all.map((comment) => ({ ...comment, issue: 7 })),
    comments: async () => all,
    addComment: async (_issue, body) => {
      const added = { id: all.length + 1, body, author: ME };
      all = [...all, added];
      return added;
    },
    editComment: async (id, body) => {
      all = all.map((comment) => (comment.id === id ? { ...comment, body } : comment));
    },
    deleteComment: async (id) => {
      all = all.filter((comment) => comment.id !== id);
    },
  };
}

function unheard(error: unknown): void {
  throw error;
}

test("two runs that wrote at the same moment keep one comment with the newer words", async () => {
  const gitHub = memory({ id: 1, body: "<!-- m -->\nthe other run's", author: ME });
  await withOneComment(gitHub, unheard).addComment(7, "<!-- m -->\nours", isMine);
  expect(gitHub.all()).toEqual([{ id: 1, body: "<!-- m -->\nours", author: ME }]);
});

test("comments of other people and of other commands stay", async () => {
  const others = [
    { id: 1, body: "<!-- m -->\na copy", author: { login: "eve" } },
    { id: 2, body: "<!-- n -->\nanother command", author: ME },
  ];
  const gitHub = memory(...others);
  await withOneComment(gitHub, unheard).addComment(7, "<!-- m -->\nours", isMine);
  expect(gitHub.all()).toEqual([...others, { id: 3, body: "<!-- m -->\nours", author: ME }]);
});

test("a GitHub that fails after the comment was written does not take it back", async () => {
  const heard: unknown[] = [];
  const gitHub = memory();
  const deaf: Comments = { ...gitHub, comments: async () => Promise.reject(new Error("502")) };
  await withOneComment(deaf, (error) => heard.push(error)).addComment(7, "<!-- m -->\nours", isMine);
  expect(heard).toHaveLength(1);
  expect(gitHub.all()).toHaveLength(1);
});
