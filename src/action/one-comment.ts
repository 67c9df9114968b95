import { type Comments, firstLine } from "../github/comments.ts";

/**
 * Runs of a workflow know nothing of each other: two at the same moment both find no comment and both write
 * one. So each looks again after it wrote, and all of them keep the oldest, with the words of the newest.
 */
export function withOneComment(comments: Comments, note: (error: unknown) => void): Comments {
  return {
    ...comments,
    addComment: async (issue, body, isOurs) => {
      const written = await comments.addComment(issue, body, isOurs);
      try {
        const all = await comments.comments(issue);
        const twins = all.filter((comment) => firstLine(comment.body) === firstLine(body) && isOurs(comment));
        const [kept, ...others] = twins;
        const newest = others.at(-1);
        if (kept === undefined || newest === undefined) return written;
        await comments.editComment(kept.id, newest.body);
        for (const { id } of others) await comments.deleteComment(id);
        return { ...kept, body: newest.body };
      } catch (error) {
        // The answer is there; at worst it is there twice.
        note(error);
        return written;
      }
    },
  };
}
