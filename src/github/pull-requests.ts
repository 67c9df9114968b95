import type { Connection } from "./connection.ts";
import { statusOf } from "./request-failure.ts";
import { withRetries } from "./retries.ts";

/** A pull request at one moment. */
export interface PullRequest {
  readonly number: number;
  readonly open: boolean;
  readonly headSha: string;
  /** Tip of the base branch, or an older commit of it: GitHub keeps the one of the last push. */
  readonly baseSha: string;
  readonly baseRef: string;
}

export interface PullRequests {
  readonly pullRequest: (number: number) => Promise<PullRequest>;
  /** The open pull request whose head is `sha`; fork pushes name none in their check events. */
  readonly pullRequestOf: (sha: string) => Promise<PullRequest | undefined>;
  /** Where `head` left `base`'s line: comparing with the base's tip would blame the pull request for old age. */
  readonly mergeBase: (base: string, head: string) => Promise<string>;
}

/** What the pull-request endpoints answer that matters here. */
interface PullRequestAnswer {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string };
  readonly base: { readonly sha: string; readonly ref: string };
}

export function pullRequests(connection: Connection): PullRequests {
  const { request, repository } = connection;
  return {
    pullRequest: async (number) => {
      const answer = await withRetries(
        connection,
        () =>
          request("GET /repos/{owner}/{repo}/pulls/{pull_number}", { ...repository, pull_number: number }),
        { purpose: `read pull request #${number}` },
      );
      return asPullRequest(answer.data);
    },
    pullRequestOf: async (sha) => {
      const isOfCommit = ({ headSha, open }: PullRequest) => headSha === sha && open;
      return (await pullsOfCommit(connection, sha)).find(isOfCommit) ?? openPull(connection, isOfCommit);
    },
    mergeBase: async (base, head) => {
      const answer = await withRetries(
        connection,
        // One commit a page: the answer would list up to 250 commits that nobody asked for.
        () =>
          request("GET /repos/{owner}/{repo}/compare/{basehead}", {
            ...repository,
            basehead: `${base}...${head}`,
            per_page: 1,
            page: 2,
          }),
        { purpose: `compare ${base.slice(0, 7)} with ${head.slice(0, 7)}` },
      );
      return answer.data.merge_base_commit.sha;
    },
  };
}

/** What GitHub relates to the commit: often nothing where it lies in a fork. */
async function pullsOfCommit(connection: Connection, sha: string): Promise<readonly PullRequest[]> {
  const { request, repository } = connection;
  try {
    const answer = await withRetries(
      connection,
      () =>
        request("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", { ...repository, commit_sha: sha }),
      { purpose: `find the pull request of ${sha.slice(0, 7)}` },
    );
    return answer.data.map(asPullRequest);
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 422) return [];
    throw error;
  }
}

const PAGE_SIZE = 100;
/** A thousand open pull requests, the last ones touched first. */
const MOST_PAGES = 10;

async function openPull(
  connection: Connection,
  isWanted: (pull: PullRequest) => boolean,
): Promise<PullRequest | undefined> {
  const { request, repository } = connection;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await withRetries(
      connection,
      () =>
        request("GET /repos/{owner}/{repo}/pulls", {
          ...repository,
          state: "open",
          sort: "updated",
          direction: "desc",
          per_page: PAGE_SIZE,
          page,
        }),
      { purpose: "look through the open pull requests" },
    );
    const found = data.map(asPullRequest).find(isWanted);
    if (found !== undefined || data.length < PAGE_SIZE) return found;
  }
  return undefined;
}

function asPullRequest(answer: PullRequestAnswer): PullRequest {
  return {
    number: answer.number,
    open: answer.state === "open",
    headSha: answer.head.sha,
    baseSha: answer.base.sha,
    baseRef: answer.base.ref,
  };
}
