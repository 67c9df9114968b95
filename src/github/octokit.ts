import { Octokit } from "@octokit/core";
import { LostAnswer } from "./request-failure.ts";

/** How to reach one GitHub; `auth` is missing where the caller signs each request itself. */
export interface OctokitOptions {
  /** Of the REST API. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly auth?: string;
}

/**
 * Octokit without plugins, whose good answers are whole. By itself it hands on JSON that was cut short, or a
 * proxy's page, as text; read as a list of comments that is an empty one, and we would write a second one.
 */
export function wholeOctokit({ baseUrl, fetch, auth }: OctokitOptions): Octokit {
  const octokit = new Octokit({
    baseUrl,
    userAgent: "kubehop",
    request: { fetch },
    ...(auth === undefined ? {} : { auth }),
  });
  octokit.hook.after("request", ({ data, status }, { method, mediaType }) => {
    const isObject = typeof data === "object" && data !== null;
    if (!isObject && status !== 204 && method !== "DELETE" && mediaType?.format !== "raw") {
      throw new LostAnswer("the answer was cut short, or is no JSON");
    }
  });
  return octokit;
}
