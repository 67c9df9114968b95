import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LARGEST_ARTIFACT, workflowResults } from "../../src/github/workflow-results.ts";
import { API, connectionUnderTest } from "./connection-under-test.ts";

const RUNS = "/repos/octo/infra/actions/runs/7";
const STORAGE = "https://storage.example";

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const unasked = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  if (unasked.length > 0) throw new Error(`never asked: ${unasked.join(", ")}`);
});

function runHas(...artifacts: readonly object[]): void {
  nock(API).get(`${RUNS}/artifacts`).query({ name: "report", per_page: 100 }).reply(200, { artifacts });
}

function listed(id: number, rest: object = {}) {
  return { id, name: "report", size_in_bytes: 3, expired: false, ...rest };
}

const artifact = () => workflowResults(connectionUnderTest().connection).artifact(7, "report");

describe("the artifact of a run", () => {
  test("is fetched from the storage that GitHub names, which never sees the token", async () => {
    runHas(listed(1));
    nock(API)
      .get("/repos/octo/infra/actions/artifacts/1/zip")
      .reply(302, undefined, { location: `${STORAGE}/1.zip` });
    nock(STORAGE, { badheaders: ["authorization"] })
      .get("/1.zip")
      .reply(200, "zip", { "content-type": "application/zip" });
    expect((await artifact())?.toString()).toBe("zip");
  });

  test("is the last attempt's where the run was started again", async () => {
    runHas(listed(1), listed(3), listed(2));
    nock(API).get("/repos/octo/infra/actions/artifacts/3/zip").reply(200, "zip");
    expect((await artifact())?.toString()).toBe("zip");
  });

  test.each<[string, readonly object[]]>([
    ["left none", []],
    ["left one of another name", [listed(1, { name: "reports" })]],
    ["left one that has expired", [listed(1, { expired: true })]],
  ])("is none where the run %s", async (_what, artifacts) => {
    runHas(...artifacts);
    expect(await artifact()).toBeUndefined();
  });

  test("is asked for again where its download breaks", async () => {
    runHas(listed(1));
    const zip = nock(API).get("/repos/octo/infra/actions/artifacts/1/zip");
    zip.replyWithError("reset");
    nock(API).get("/repos/octo/infra/actions/artifacts/1/zip").reply(200, "zip");
    expect((await artifact())?.toString()).toBe("zip");
  });

  test("is not downloaded where it is too large", async () => {
    runHas(listed(1, { size_in_bytes: LARGEST_ARTIFACT + 1 }));
    await expect(artifact()).rejects.toMatchObject({ code: "artifact-not-readable" });
  });

  test("is not kept where it is larger than GitHub said", async () => {
    runHas(listed(1));
    nock(API)
      .get("/repos/octo/infra/actions/artifacts/1/zip")
      .reply(200, Buffer.alloc(LARGEST_ARTIFACT + 1));
    await expect(artifact()).rejects.toMatchObject({ code: "artifact-not-readable" });
  });
});
