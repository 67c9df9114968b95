import type { Connection } from "./connection.ts";

/** 👀 seen, 🚀 done, 😕 refused or failed, 👎 may not ask. */
export type Reaction = "eyes" | "rocket" | "confused" | "-1";

export interface Reactions {
  /** True where GitHub took it. A reaction is a courtesy: a refused one never stops the work, and is not repeated. */
  readonly react: (commentId: number, reaction: Reaction) => Promise<boolean>;
}

export function reactions(connection: Connection): Reactions {
  const { request, repository } = connection;
  return {
    react: async (commentId, reaction) => {
      try {
        await request("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", {
          ...repository,
          comment_id: commentId,
          content: reaction,
        });
        return true;
      } catch {
        return false;
      }
    },
  };
}
