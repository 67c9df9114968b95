import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pullRequests } from "../../src/github/pull-requests.ts";
import { API, connectionUnderTest } from "./connection-under-test.ts";

const SHA = "a".repeat(40);
const REPO = "/repos/octo/infra";

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

function pull(number: number, sha: string, state = "open") {
  return { number, state, head: { sha }, base: { sha: "b".repeat(40), ref: "main" } };
}

function ofCommit() {
  return pullRequests(connectionUnderTest().connection).pullRequestOf(SHA);
}

function listed(page: number, pulls: readonly object[]) {
  nock(API)
    .get(`${REPO}/pulls`)
    .query((query) => query.state === "open" && query.page === String(page))
    .reply(200, pulls);
}

describe("the pull request of a commit", () => {
  test("is the open one whose head it is", async () => {
    const related = [pull(1, SHA, "closed"), pull(2, "c".repeat(40)), pull(3, SHA)];
    nock(API).get(`${REPO}/commits/${SHA}/pulls`).reply(200, related);
    await expect(ofCommit()).resolves.toMatchObject({ number: 3, baseRef: "main" });
  });

  test.each([
    ["relates nothing to a fork's commit", 200, []],
    ["does not know a fork's commit", 422, {}],
    ["is too old to relate commits", 404, {}],
  ])("is looked for among the open ones where GitHub %s", async (_what, status, answer) => {
    nock(API).get(`${REPO}/commits/${SHA}/pulls`).reply(status, answer);
    listed(
      1,
      Array.from({ length: 100 }, (_, index) => pull(index + 10, "c".repeat(40))),
    );
    listed(2, [pull(5, SHA)]);
    await expect(ofCommit()).resolves.toMatchObject({ number: 5 });
  });

  test("may not be there", async () => {
    nock(API).get(`${REPO}/commits/${SHA}/pulls`).reply(200, []);
    listed(1, []);
    await expect(ofCommit()).resolves.toBeUndefined();
  });
});
