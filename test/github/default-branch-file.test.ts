import nock from "nock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repositoryReader } from "../../src/github/repository-reader.ts";
import { API, connectionUnderTest } from "./connection-under-test.ts";

const PATH = ".github/kubehop.yml";
const ROUTE = `/repos/octo/infra/contents/${encodeURIComponent(PATH)}`;
const TEXT = "version: 1\n";

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

function read() {
  return repositoryReader(connectionUnderTest().connection).defaultBranchFile(PATH);
}

test.each([
  ["as text", TEXT, "application/vnd.github.raw+json; charset=utf-8"],
  ["as bytes, where no charset is named", TEXT, "application/vnd.github.raw+json"],
  [
    "in base64, where the media type is ignored",
    JSON.stringify({ encoding: "base64", content: Buffer.from(TEXT).toString("base64") }),
    "application/json",
  ],
])("a file comes %s", async (_how, body, type) => {
  nock(API).get(ROUTE).reply(200, body, { "content-type": type });
  await expect(read()).resolves.toBe(TEXT);
});

test("a file that is not there, and a directory of its name, are no file", async () => {
  nock(API).get(ROUTE).reply(404);
  await expect(read()).resolves.toBeUndefined();
  nock(API).get(ROUTE).reply(200, []);
  await expect(read()).resolves.toBeUndefined();
});

test("an answer of another form is never taken for an absent file", async () => {
  nock(API).get(ROUTE).times(99).reply(200, { surprise: true });
  await expect(read()).rejects.toMatchObject({ code: "github-unavailable" });
});
