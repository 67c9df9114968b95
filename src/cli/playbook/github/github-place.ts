import type { Connection, RepositoryName } from "../../../github/connection.ts";
import { wholeOctokit } from "../../../github/octokit.ts";
import { systemClock } from "../../../github/system-clock.ts";
import { timedFetch } from "../../../github/timed-fetch.ts";
import { KubehopError } from "../../../source/kubehop-error.ts";
import type { Terminal } from "../../terminal.ts";
import { type GitCheckout, gitCheckout } from "./git-checkout.ts";
import { repositoryOf } from "./repository-name.ts";

/** The repository on GitHub whose runners are used, and the working copy of it that is here. */
export interface GitHubPlace {
  readonly connection: Connection;
  /** Missing where the working directory is none of that repository. */
  readonly checkout?: GitCheckout;
}

/**
 * Finds the repository (as it was named, or by the remote `origin`) and connects to it with the user's own token.
 *
 * @throws {KubehopError} `no-github-token`, `no-github-repository`
 */
export async function gitHubPlace(
  named: RepositoryName | undefined,
  terminal: Pick<Terminal, "environment" | "workingDirectory">,
): Promise<GitHubPlace> {
  const { environment } = terminal;
  const checkout = await gitCheckout(terminal);
  const server = environment.GITHUB_SERVER_URL || "https://github.com";
  const origin = repositoryOf(checkout?.origin ?? "", server);
  const repository = named ?? origin;
  if (repository === undefined) throw noRepository(server);
  const token = environment.GITHUB_TOKEN || environment.GH_TOKEN;
  if (token === undefined || token === "") throw noToken(repository);
  const { request } = wholeOctokit({
    auth: token,
    baseUrl: environment.GITHUB_API_URL || apiOf(server),
    fetch: timedFetch,
  });
  const connection = { request, repository, clock: systemClock };
  const isHere = origin !== undefined && isSame(origin, repository);
  return { connection, ...(isHere && checkout !== undefined ? { checkout } : {}) };
}

/** Of an Enterprise Server, whose token github.com must not see, its own. */
function apiOf(server: string): string {
  const base = server.replace(/\/+$/, "");
  return base === "https://github.com" ? "https://api.github.com" : `${base}/api/v3`;
}

function isSame(one: RepositoryName, other: RepositoryName): boolean {
  return fullName(one).toLowerCase() === fullName(other).toLowerCase();
}

function fullName({ owner, repo }: RepositoryName): string {
  return `${owner}/${repo}`;
}

function noRepository(server: string): KubehopError {
  return new KubehopError({
    code: "no-github-repository",
    message: `The working directory is no git working copy whose remote \`origin\` is on ${server}.`,
    remedy: "Name the repository: --executor github=OWNER/REPO.",
  });
}

function noToken(repository: RepositoryName): KubehopError {
  return new KubehopError({
    code: "no-github-token",
    message: "Neither GITHUB_TOKEN nor GH_TOKEN is set, so GitHub cannot be asked to run anything.",
    remedy: `Set one to a token that has contents: read and actions: write on ${fullName(repository)}, for instance GH_TOKEN="$(gh auth token)".`,
  });
}
