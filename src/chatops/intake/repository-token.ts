import { Octokit } from "@octokit/core";
import type { Clock, RepositoryName } from "../../github/connection.ts";
import { withRetries } from "../../github/retries.ts";
import { timedFetchUntil } from "../../github/timed-fetch.ts";

/** Where a token is for. */
export interface TokenScope {
  readonly installationId: number;
  readonly repository: RepositoryName;
}

/** What makes tokens. */
export interface TokenPorts {
  /** Octokit's `request` of the app itself, signed with its key. */
  readonly asApp: () => Promise<Octokit["request"]>;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

interface KnownToken {
  readonly token: string;
  readonly expires: number;
}

/** A token is not used in its last minutes: work that starts now must end with it. */
const LAST_MINUTES_MS = 10 * 60_000;
const MOST_KEPT = 5_000;

/**
 * Gives Octokit's `request` with a token for one repository only: a mistake in one piece of work can then
 * never reach another repository of the same installation. Tokens are kept for most of their hour.
 */
export function repositoryRequests(ports: TokenPorts): (scope: TokenScope) => Promise<Octokit["request"]> {
  const kept = new Map<string, KnownToken>();
  return async (scope) => {
    const key = `${scope.installationId}/${scope.repository.owner}/${scope.repository.repo}`.toLowerCase();
    const known = kept.get(key);
    const fresh = known !== undefined && known.expires - LAST_MINUTES_MS > ports.clock.now();
    const token = fresh ? known : await makeToken(scope, ports);
    kept.delete(key);
    kept.set(key, token);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    const { request } = new Octokit({
      auth: token.token,
      baseUrl: ports.apiUrl,
      userAgent: "kubehop",
      request: { fetch: timedFetchUntil(ports.signal) },
    });
    return request;
  };
}

async function makeToken({ installationId, repository }: TokenScope, ports: TokenPorts): Promise<KnownToken> {
  const request = await ports.asApp();
  const { data } = await withRetries(
    ports,
    () =>
      request("POST /app/installations/{installation_id}/access_tokens", {
        installation_id: installationId,
        repositories: [repository.repo],
      }),
    { purpose: `get a token for ${repository.owner}/${repository.repo}` },
  );
  return { token: data.token, expires: Date.parse(data.expires_at) };
}
