import type { Clock, Connection } from "../../src/github/connection.ts";
import { wholeOctokit } from "../../src/github/octokit.ts";
import { timedFetch } from "../../src/github/timed-fetch.ts";

export const API = "https://api.github.example";

/** A connection to a GitHub that nock plays, with a clock that jumps; `pauses` are the waits that were asked for. */
export function connectionUnderTest(): { connection: Connection; pauses: number[] } {
  const pauses: number[] = [];
  let now = 1_800_000_000_000;
  const clock: Clock = {
    now: () => now,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
  };
  const { request } = wholeOctokit({ baseUrl: API, fetch: timedFetch });
  return { connection: { request, clock, repository: { owner: "octo", repo: "infra" } }, pauses };
}
