import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { workflows } from "../../src/github/workflows.ts";
import { API, connectionUnderTest } from "./connection-under-test.ts";

const RUN = "/repos/octo/infra/actions/runs/7";

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

const port = () => workflows(connectionUnderTest().connection);

describe("a workflow run", () => {
  test.each([
    ["cancel", 202, {}, true],
    ["cancel", 409, { message: "Cannot cancel a workflow run that is completed." }, false],
    ["rerun", 201, {}, true],
    ["rerun", 403, { message: "This workflow is already running" }, false],
    [
      "rerun",
      403,
      { message: "Unable to retry this workflow run because it was created over a month ago" },
      false,
    ],
  ] as const)("%s answered with %i %j is %s", async (...[what, status, answer, taken]) => {
    nock(API).post(`${RUN}/${what}`).reply(status, answer);
    const { cancelWorkflowRun, rerunWorkflow } = port();
    expect(await (what === "cancel" ? cancelWorkflowRun(7) : rerunWorkflow(7))).toBe(taken);
  });

  test("is no state of the run where the permission lacks", async () => {
    nock(API).post(`${RUN}/rerun`).reply(403, { message: "Resource not accessible by integration" });
    await expect(port().rerunWorkflow(7)).rejects.toMatchObject({ code: "github-forbidden" });
  });
});
