import type { CommentAuthor } from "../../github/comments.ts";

/** The part of Octokit that asks for the app itself. */
type AskForApp = () => Promise<{ readonly data: { readonly slug?: string } | null }>;

/**
 * The account that writes our comments: `<slug>[bot]`, asked for once. Where GitHub does not say, the app's
 * number alone must do, which GitHub puts on each comment of an app.
 */
export function ownAccount(appId: number, askForApp: AskForApp): () => Promise<CommentAuthor> {
  let known: CommentAuthor | undefined;
  return async () => {
    known ??= await ask(appId, askForApp);
    return known ?? { appId };
  };
}

async function ask(appId: number, askForApp: AskForApp): Promise<CommentAuthor | undefined> {
  try {
    const slug = (await askForApp()).data?.slug;
    return slug === undefined ? undefined : { appId, login: `${slug}[bot]` };
  } catch {
    return undefined;
  }
}
