import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pullRequests } from "../../src/github/pull-requests.ts";
import { LostAnswer, statusOf } from "../../src/github/request-failure.ts";
import { withRetries } from "../../src/github/retries.ts";
import { API, connectionUnderTest } from "./connection-under-test.ts";

const PULL = "/repos/octo/infra/pulls/7";
const ANSWER = { number: 7, state: "open", head: { sha: "a" }, base: { sha: "b", ref: "main" } };
const MINUTE = 60_000;

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

function ask() {
  const { connection, pauses } = connectionUnderTest();
  return { asked: pullRequests(connection).pullRequest(7), pauses };
}

describe("an answer that may be better next time is asked for again", () => {
  test.each([
    ["500", { status: 500, headers: {} }, 1_000],
    ["502", { status: 502, headers: {} }, 1_000],
    ["503 with retry-after", { status: 503, headers: { "retry-after": "7" } }, 7_000],
    ["429 with retry-after", { status: 429, headers: { "retry-after": "3" } }, 3_000],
    ["a secondary limit with retry-after", { status: 403, headers: { "retry-after": "30" } }, 30_000],
    ["429 without any hint", { status: 429, headers: {} }, MINUTE],
    [
      "a used-up limit that is over soon",
      { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800000010" } },
      10_000,
    ],
  ])("%s", async (_what, { status, headers }, pause) => {
    nock(API).get(PULL).reply(status, {}, headers);
    nock(API).get(PULL).reply(200, ANSWER);
    const { asked, pauses } = ask();
    await expect(asked).resolves.toMatchObject({ headSha: "a" });
    expect(pauses).toEqual([pause]);
  });

  test("a connection that breaks", async () => {
    nock(API)
      .get(PULL)
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    nock(API).get(PULL).reply(200, ANSWER);
    await expect(ask().asked).resolves.toMatchObject({ number: 7 });
  });
});

describe("an answer that stays the same is not asked for again", () => {
  test.each([
    [400, "github-refused"],
    [401, "github-forbidden"],
    [403, "github-forbidden"],
    [404, "github-not-found"],
    [410, "github-refused"],
    [422, "github-refused"],
  ])("%i", async (status, code) => {
    nock(API).get(PULL).reply(status, { message: "no" });
    const { asked, pauses } = ask();
    const error = await asked.catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      name: "KubehopError",
      code,
      message: expect.stringContaining(String(status)),
    });
    expect([pauses, statusOf(error)]).toEqual([[], status]);
  });
});

test("a server that stays silent for a minute is asked once more after it", async () => {
  const SILENCE = 15_000;
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
  const attempt = async () => {
    if (now >= MINUTE) return "an answer";
    now += SILENCE;
    throw new LostAnswer("nothing came");
  };
  await expect(withRetries({ clock }, attempt, { purpose: "ask" })).resolves.toBe("an answer");
});

describe("patience ends after about a minute", () => {
  test("with a server that stays broken", async () => {
    nock(API).get(PULL).times(50).reply(500);
    const { asked, pauses } = ask();
    const error = await asked.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "github-unavailable" });
    const waited = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(waited).toBeGreaterThan(MINUTE / 2);
    expect(waited).toBeLessThanOrEqual(1.2 * MINUTE);
  });

  test("at once with a limit that lasts longer", async () => {
    nock(API).get(PULL).reply(429, {}, { "retry-after": "3600" });
    const { asked, pauses } = ask();
    await expect(asked).rejects.toMatchObject({ code: "github-rate-limited" });
    expect(pauses).toEqual([]);
  });
});
