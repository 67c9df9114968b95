import { Octokit } from "@octokit/core";
import nock from "nock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repositoryRequests } from "../../src/chatops/intake/repository-token.ts";
import { systemClock } from "../../src/github/system-clock.ts";

const API = "https://api.github.example";
const scope = { installationId: 99, repository: { owner: "octo", repo: "infra" } };

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

function requests() {
  return repositoryRequests({
    apiUrl: API,
    clock: systemClock,
    signal: new AbortController().signal,
    asApp: async () => new Octokit({ baseUrl: API }).request,
  });
}

function giveToken(token: string, more: object = { expires_at: new Date(Date.now() + 3_600_000) }) {
  nock(API)
    .post("/app/installations/99/access_tokens", { repositories: ["infra"] })
    .reply(201, { token, ...more });
}

function answer(token: string, status: number) {
  nock(API, { reqheaders: { authorization: `token ${token}` } })
    .get("/repos/octo/infra")
    .reply(status, {});
}

test("a token is asked for once and used until its last minutes", async () => {
  giveToken("one");
  answer("one", 200);
  answer("one", 200);
  const requestOf = requests();
  await (await requestOf(scope))("GET /repos/octo/infra");
  await (await requestOf(scope))("GET /repos/octo/infra");
  expect(nock.isDone()).toBe(true);
});

test("a token in its last minutes is not used again", async () => {
  giveToken("one", { expires_at: new Date(Date.now() + 60_000) });
  giveToken("two", {});
  const requestOf = requests();
  await requestOf(scope);
  await requestOf(scope);
  expect(nock.isDone()).toBe(true);
});

test("an answer without a token is no token, and is asked for again", async () => {
  nock(API).post("/app/installations/99/access_tokens").reply(201, "{");
  giveToken("one");
  answer("one", 200);
  await (await requests()(scope))("GET /repos/octo/infra");
  expect(nock.isDone()).toBe(true);
});

test("a token that GitHub no longer takes is replaced", async () => {
  giveToken("revoked");
  answer("revoked", 401);
  giveToken("new");
  answer("new", 200);
  answer("new", 200);
  const requestOf = requests();
  await (await requestOf(scope))("GET /repos/octo/infra");
  await (await requestOf(scope))("GET /repos/octo/infra");
  expect(nock.isDone()).toBe(true);
});

test("a new token that is refused too is the end", async () => {
  giveToken("revoked");
  answer("revoked", 401);
  giveToken("new");
  answer("new", 401);
  const request = await requests()(scope);
  await expect(request("GET /repos/octo/infra")).rejects.toMatchObject({ status: 401 });
});
