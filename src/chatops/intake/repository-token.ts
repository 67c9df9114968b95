import type { Octokit } from "@octokit/core";
import type { Clock, RepositoryName } from "../../github/connection.ts";
import { wholeOctokit } from "../../github/octokit.ts";
import { LostAnswer, statusOf } from "../../github/request-failure.ts";
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
/** Where GitHub does not say. */
const LIFETIME_MS = 60 * 60_000;
const MOST_KEPT = 5_000;

/**
 * Gives Octokit's `request` with a token for one repository only: a mistake in one piece of work can then
 * never reach another repository of the same installation. Tokens are kept for most of their hour; one that
 * GitHub no longer takes (revoked, or from before the app was installed anew) is replaced once.
 */
export function repositoryRequests(ports: TokenPorts): (scope: TokenScope) => Promise<Octokit["request"]> {
  const kept = new KeptTokens(ports);
  return async (scope) => {
    // Before the first call, so that an app that is not installed is told as such.
    await kept.get(scope);
    const { hook, request } = wholeOctokit({
      baseUrl: ports.apiUrl,
      fetch: timedFetchUntil(ports.signal),
    });
    hook.wrap("request", async (send, options) => {
      const attempt = async () => {
        // In place: hooks before this one keep the options that they were given.
        options.headers.authorization = `token ${await kept.get(scope)}`;
        return send(options);
      };
      try {
        return await attempt();
      } catch (error) {
        if (statusOf(error) !== 401) throw error;
        kept.forget(scope);
        return attempt();
      }
    });
    return request;
  };
}

/** Tokens by installation and repository, the one used last at the end. */
class KeptTokens {
  private readonly tokens = new Map<string, KnownToken>();
  private readonly ports: TokenPorts;

  constructor(ports: TokenPorts) {
    this.ports = ports;
  }

  async get(scope: TokenScope): Promise<string> {
    const key = keyOf(scope);
    const known = this.tokens.get(key);
    const fresh = known !== undefined && known.expires - LAST_MINUTES_MS > this.ports.clock.now();
    const token = fresh ? known : await makeToken(scope, this.ports);
    this.tokens.delete(key);
    this.tokens.set(key, token);
    const [oldest] = this.tokens.keys();
    if (this.tokens.size > MOST_KEPT && oldest !== undefined) this.tokens.delete(oldest);
    return token.token;
  }

  forget(scope: TokenScope): void {
    this.tokens.delete(keyOf(scope));
  }
}

function keyOf({ installationId, repository }: TokenScope): string {
  return `${installationId}/${repository.owner}/${repository.repo}`.toLowerCase();
}

async function makeToken({ installationId, repository }: TokenScope, ports: TokenPorts): Promise<KnownToken> {
  const request = await ports.asApp();
  const data = await withRetries(
    ports,
    async () => {
      const answer = await request("POST /app/installations/{installation_id}/access_tokens", {
        installation_id: installationId,
        repositories: [repository.repo],
      });
      if (typeof answer.data?.token !== "string") throw new LostAnswer("no token came");
      return answer.data;
    },
    { purpose: `get a token for ${repository.owner}/${repository.repo}` },
  );
  const expires = Date.parse(data.expires_at);
  return { token: data.token, expires: Number.isNaN(expires) ? ports.clock.now() + LIFETIME_MS : expires };
}
