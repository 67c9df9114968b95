import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { comments } from "../../src/github/comments.ts";
import { pullRequests } from "../../src/github/pull-requests.ts";
import { API, connectionUnderTest } from "./connection-under-test.ts";

const REPO = "/repos/octo/infra";
const PULL = { number: 7, state: "open", head: { sha: "a" }, base: { sha: "b", ref: "main" } };

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const BROKEN: readonly (readonly [what: string, body: string, headers: Record<string, string>])[] = [
  ["JSON that was cut short", JSON.stringify(PULL).slice(0, 30), JSON_TYPE],
  ["an empty body", "", JSON_TYPE],
  ["null", "null", JSON_TYPE],
  ["a proxy's page", "<html>Please wait</html>", { "content-type": "text/html" }],
  ["nothing that has a type", "", {}],
];

describe.each(BROKEN)("a good status with %s is no answer", (_what, body, headers) => {
  test("and is asked for again", async () => {
    nock(API).get(`${REPO}/pulls/7`).reply(200, body, headers);
    nock(API).get(`${REPO}/pulls/7`).reply(200, PULL);
    const { connection, pauses } = connectionUnderTest();
    await expect(pullRequests(connection).pullRequest(7)).resolves.toMatchObject({ headSha: "a" });
    expect(pauses).toHaveLength(1);
  });

  test("and never a list without comments, after which one would be written twice", async () => {
    nock(API).get(`${REPO}/issues/7/comments`).query(true).times(99).reply(200, body, headers);
    await expect(comments(connectionUnderTest().connection).comments(7)).rejects.toMatchObject({
      code: "github-unavailable",
    });
  });

  test("and a comment that got it is looked for before it is written again", async () => {
    nock(API).post(`${REPO}/issues/7/comments`).reply(201, body, headers);
    const written = { id: 1, body: "text", user: { login: "me" } };
    nock(API).get(`${REPO}/issues/7/comments`).query(true).reply(200, [written]);
    const { connection } = connectionUnderTest();
    await comments(connection).addComment(7, "text", ({ author }) => author.login === "me");
    expect(nock.isDone()).toBe(true);
  });
});
