import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkRuns } from "../../src/github/check-runs.ts";
import { comments } from "../../src/github/comments.ts";
import { API, connectionUnderTest } from "./connection-under-test.ts";

const REPO = "/repos/octo/infra";
const CHECK = {
  name: "Kubehop",
  headSha: "a".repeat(40),
  externalId: "kubehop:1:7:b:d-1",
  conclusion: "success",
  title: "fine",
  summary: "all of it",
  annotations: [],
} as const;

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const unasked = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  if (unasked.length > 0) throw new Error(`never asked: ${unasked.join(", ")}`);
});

describe("a comment whose fate is unknown", () => {
  test("is looked for before it is written again, and found", async () => {
    nock(API).post(`${REPO}/issues/7/comments`).reply(502);
    nock(API)
      .get(`${REPO}/issues/7/comments`)
      .query(true)
      .reply(200, [{ id: 1, body: "text", user: { login: "me" } }]);
    const { connection } = connectionUnderTest();
    await expect(
      comments(connection).addComment(7, "text", ({ author }) => author.login === "me"),
    ).resolves.toMatchObject({ id: 1 });
  });

  test("is written again where it is not there", async () => {
    nock(API).post(`${REPO}/issues/7/comments`).reply(502);
    nock(API)
      .get(`${REPO}/issues/7/comments`)
      .query(true)
      .reply(200, [{ id: 1, body: "text", user: { login: "eve" } }]);
    nock(API).post(`${REPO}/issues/7/comments`).reply(201, { id: 2 });
    const { connection } = connectionUnderTest();
    await expect(
      comments(connection).addComment(7, "text", ({ author }) => author.login === "me"),
    ).resolves.toMatchObject({ id: 2 });
  });

  test("is found by its first line and made whole where it came back otherwise", async () => {
    nock(API).post(`${REPO}/issues/7/comments`).reply(502);
    const earlier = { id: 3, body: "<!-- marker -->\r\nhalf", user: { login: "me" } };
    nock(API).get(`${REPO}/issues/7/comments`).query(true).reply(200, [earlier]);
    nock(API).patch(`${REPO}/issues/comments/3`, { body: "<!-- marker -->\nall" }).reply(200, {});
    const { connection } = connectionUnderTest();
    await expect(
      comments(connection).addComment(7, "<!-- marker -->\nall", ({ author }) => author.login === "me"),
    ).resolves.toEqual({ id: 3, body: "<!-- marker -->\nall", author: { login: "me" } });
  });

  test("is not looked for after a limit, which refuses before anything is done", async () => {
    nock(API).post(`${REPO}/issues/7/comments`).reply(429, {}, { "retry-after": "1" });
    nock(API).post(`${REPO}/issues/7/comments`).reply(201, { id: 2 });
    const { connection } = connectionUnderTest();
    await expect(comments(connection).addComment(7, "text", () => true)).resolves.toMatchObject({ id: 2 });
  });
});

describe("a check", () => {
  test("is one complete run", async () => {
    const sent: unknown[] = [];
    nock(API)
      .post(`${REPO}/check-runs`, (body) => sent.push(body) > 0)
      .reply(201, { id: 5 });
    await checkRuns(connectionUnderTest().connection).publishCheck(CHECK);
    expect(sent).toEqual([
      {
        name: "Kubehop",
        head_sha: CHECK.headSha,
        external_id: CHECK.externalId,
        status: "completed",
        conclusion: "success",
        output: { title: "fine", summary: "all of it", annotations: [] },
      },
    ]);
  });

  test.each([
    { annotations: 50, calls: [50] },
    { annotations: 51, calls: [50, 1] },
    { annotations: 120, calls: [50, 50, 20] },
  ])("with $annotations annotations sends $calls of them", async ({ annotations, calls }) => {
    const sizes: number[] = [];
    const count = (body: { output: { annotations: unknown[] } }) =>
      sizes.push(body.output.annotations.length) > 0;
    nock(API).post(`${REPO}/check-runs`, count).reply(201, { id: 5 });
    if (calls.length > 1)
      nock(API)
        .patch(`${REPO}/check-runs/5`, count)
        .times(calls.length - 1)
        .reply(200, { id: 5 });
    const remark = {
      path: "a",
      start_line: 1,
      end_line: 1,
      annotation_level: "notice",
      message: "m",
    } as const;
    const many = Array.from({ length: annotations }, () => remark);
    await checkRuns(connectionUnderTest().connection).publishCheck({ ...CHECK, annotations: many });
    expect(sizes).toEqual(calls);
  });

  test("whose annotations GitHub dislikes comes without them", async () => {
    const remark = {
      path: "",
      start_line: 1,
      end_line: 1,
      annotation_level: "notice",
      message: "m",
    } as const;
    const sent: { output: { annotations: unknown[] } }[] = [];
    nock(API).post(`${REPO}/check-runs`).reply(422, { message: "Invalid request" });
    nock(API)
      .post(`${REPO}/check-runs`, (body) => sent.push(body) > 0)
      .reply(201, { id: 5 });
    await checkRuns(connectionUnderTest().connection).publishCheck({ ...CHECK, annotations: [remark] });
    expect(sent.map(({ output }) => output.annotations)).toEqual([[]]);
  });

  test("that GitHub refuses for another reason is an error", async () => {
    nock(API).post(`${REPO}/check-runs`).reply(422, { message: "No commit found for SHA" });
    await expect(checkRuns(connectionUnderTest().connection).publishCheck(CHECK)).rejects.toMatchObject({
      code: "github-refused",
    });
  });

  test("that may have been published is found by its external id, not by its name", async () => {
    nock(API).post(`${REPO}/check-runs`).reply(500);
    nock(API)
      .get(`${REPO}/commits/${CHECK.headSha}/check-runs`)
      .query(true)
      .reply(200, { total_count: 1, check_runs: [{ id: 4, external_id: "somebody else's" }] });
    nock(API).post(`${REPO}/check-runs`).reply(201, { id: 5 });
    const { connection } = connectionUnderTest();
    await expect(checkRuns(connection).publishCheck(CHECK)).resolves.toBeUndefined();
  });
});

const published = (runs: readonly object[]) =>
  nock(API)
    .get(`${REPO}/commits/${CHECK.headSha}/check-runs`)
    .query({ check_name: "Kubehop", filter: "all", per_page: 100, page: 1 })
    .reply(200, { total_count: runs.length, check_runs: runs });
const journalled = () => {
  const ended: string[] = [];
  const journal = { begin: () => true, end: (key: string) => ended.push(key) };
  return { connection: { ...connectionUnderTest().connection, journal }, ended };
};

describe("a check whose first try was cut off with its process", () => {
  const remark = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" } as const;
  const many = Array.from({ length: 120 }, () => remark);

  test("is completed where GitHub has it", async () => {
    published([{ id: 4, external_id: CHECK.externalId, output: { annotations_count: 100 } }]);
    const sizes: number[] = [];
    nock(API)
      .patch(`${REPO}/check-runs/4`, ({ output }) => sizes.push(output.annotations.length) > 0)
      .reply(200, { id: 4 });
    const { connection, ended } = journalled();
    await checkRuns(connection).publishCheck({ ...CHECK, annotations: many });
    expect([sizes, ended.length]).toEqual([[20], 1]);
  });

  test("is published where it has not", async () => {
    published([]);
    nock(API).post(`${REPO}/check-runs`).reply(201, { id: 5 });
    const { connection, ended } = journalled();
    await checkRuns(connection).publishCheck(CHECK);
    expect(ended).toHaveLength(1);
  });

  test.each([
    [403, 1],
    [500, 0],
  ])("stays open after the answer %i, %i times not", async (status, times) => {
    nock(API).get(`${REPO}/commits/${CHECK.headSha}/check-runs`).query(true).reply(status).persist();
    const { connection, ended } = journalled();
    await expect(checkRuns(connection).publishCheck(CHECK)).rejects.toMatchObject({
      code: status === 403 ? "github-forbidden" : "github-unavailable",
    });
    expect(ended).toHaveLength(times);
    nock.cleanAll();
  });
});

test("a secret that stands in a file gets into no check and no comment", async () => {
  const token = `ghp_${"A1b2".repeat(9)}`;
  const sent: string[] = [];
  const keep = (body: object) => sent.push(JSON.stringify(body)) > 0;
  nock(API).post(`${REPO}/check-runs`, keep).reply(201, { id: 5 });
  nock(API).post(`${REPO}/issues/7/comments`, keep).reply(201, { id: 6 });
  nock(API).patch(`${REPO}/issues/comments/6`, keep).reply(200, { id: 6 });
  const { connection } = connectionUnderTest();
  const told = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice" } as const;
  await checkRuns(connection).publishCheck({
    ...CHECK,
    title: token,
    summary: token,
    text: token,
    annotations: [{ ...told, message: token, title: token, raw_details: token }],
  });
  await comments(connection).addComment(7, token, () => true);
  await comments(connection).editComment(6, token);
  expect(sent.join("\n").match(/\*\*\*/g)).toHaveLength(8);
  expect(sent.join("\n")).not.toContain("A1b2");
});

test("comments are read page by page to the last", async () => {
  const page = Array.from({ length: 100 }, (_, id) => ({ id, body: null, user: null }));
  nock(API).get(`${REPO}/issues/7/comments`).query({ per_page: 100, page: 1 }).reply(200, page);
  nock(API)
    .get(`${REPO}/issues/7/comments`)
    .query({ per_page: 100, page: 2 })
    .reply(200, [{ id: 500, body: "last" }]);
  const all = await comments(connectionUnderTest().connection).comments(7);
  expect([all.length, all.at(-1)?.body]).toEqual([101, "last"]);
});

describe("a check run of work that goes on elsewhere", () => {
  const PLACE = { headSha: CHECK.headSha, externalId: "playbook:1" };
  const CHECKS = `${REPO}/commits/${CHECK.headSha}/check-runs`;

  test("is opened with where it can be followed", async () => {
    const url = "https://github.com/octo/infra/actions/runs/7";
    nock(API)
      .post(`${REPO}/check-runs`, (body) => body.status === "queued" && body.details_url === url)
      .reply(201, { id: 5 });
    const { connection } = connectionUnderTest();
    const words = { title: "waits", summary: "for a runner" };
    const check = { ...PLACE, ...words, name: "Kubehop", status: "queued", detailsUrl: url } as const;
    expect(await checkRuns(connection).openCheck(check)).toBe(5);
  });

  test("is found by its external id among those of our app, on a later page too", async () => {
    const others = Array.from({ length: 100 }, (_, id) => ({ id, external_id: "other" }));
    const ours = { id: 500, name: "Kubehop", status: "in_progress", external_id: "playbook:1" };
    for (const [page, check_runs] of [others, [ours]].entries()) {
      nock(API)
        .get(CHECKS)
        .query({ app_id: 42, filter: "all", per_page: 100, page: page + 1 })
        .reply(200, { check_runs });
    }
    const { connection } = connectionUnderTest();
    expect(await checkRuns(connection).findCheck({ ...PLACE, appId: 42 })).toEqual({
      id: 500,
      name: "Kubehop",
      status: "in_progress",
      detailsUrl: undefined,
      annotations: 0,
    });
  });

  test("is completed without its annotations where GitHub takes none of them", async () => {
    const annotation = {
      path: "a",
      start_line: 1,
      end_line: 1,
      annotation_level: "notice",
      message: "m",
    } as const;
    nock(API).patch(`${REPO}/check-runs/5`).reply(422, { message: "Invalid request" });
    nock(API)
      .patch(`${REPO}/check-runs/5`, (body) => {
        return body.conclusion === "success" && body.output.annotations.length === 0;
      })
      .reply(200, {});
    const { connection } = connectionUnderTest();
    const completed = checkRuns(connection).completeCheck(5, { ...CHECK, annotations: [annotation] });
    await expect(completed).resolves.toBeUndefined();
  });
});
