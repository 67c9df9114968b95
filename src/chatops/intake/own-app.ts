import type { CommentAuthor } from "../../github/comments.ts";

/** The part of Octokit that asks for the app itself. */
type AskForApp = () => Promise<{
  readonly data: { readonly slug?: string; readonly events?: readonly string[] } | null;
}>;

/** What GitHub says of the app that we are. */
export interface OwnApp {
  /**
   * The account that writes our comments: `<slug>[bot]`. Where GitHub does not say, the app's number alone must do,
   * which GitHub puts on each comment of an app.
   */
  readonly account: () => Promise<CommentAuthor>;
  /** Whether GitHub sends us events of these names; false where it does not say. */
  readonly hears: (...events: readonly string[]) => Promise<boolean>;
}

/** Asks once, and again where there was no answer. */
export function ownApp(appId: number, askForApp: AskForApp): OwnApp {
  let known: Answer | undefined;
  const told = async () => {
    known ??= await ask(askForApp);
    return known;
  };
  return {
    account: async () => {
      const slug = (await told())?.slug;
      return { appId, ...(slug === undefined ? {} : { login: `${slug}[bot]` }) };
    },
    hears: async (...events) => {
      const sent = (await told())?.events ?? [];
      return events.every((event) => sent.includes(event));
    },
  };
}

interface Answer {
  readonly slug: string;
  readonly events: readonly string[];
}

async function ask(askForApp: AskForApp): Promise<Answer | undefined> {
  try {
    const { slug, events = [] } = (await askForApp()).data ?? {};
    return slug === undefined ? undefined : { slug, events };
  } catch {
    return undefined;
  }
}
