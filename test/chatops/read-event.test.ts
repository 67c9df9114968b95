import { describe, expect, test } from "vitest";
import { externalIdOf } from "../../src/chatops/check-subject.ts";
import { readEvent } from "../../src/chatops/read-event.ts";

const HEAD = "a".repeat(40);
const BASE = "b".repeat(40);
const repository = {
  name: "infra",
  owner: { login: "octo" },
  default_branch: "main",
  html_url: "https://ghe.example.com/octo/infra",
};
const pull_request = { number: 7, state: "open", head: { sha: HEAD }, base: { sha: BASE } };

function read(name: string, payload: object) {
  return readEvent({
    name,
    id: "d-1",
    payload: { repository, installation: { id: 99 }, ...payload },
    appId: 42,
  });
}

describe("a pull request", () => {
  test.each(["opened", "synchronize", "reopened"])("%s is checked against its base", (action) => {
    expect(read("pull_request", { action, pull_request })).toEqual({
      work: { kind: "check", subject: { headSha: HEAD, baseSha: BASE, pull: 7, run: "d-1" } },
      repository: { owner: "octo", repo: "infra" },
      installationId: 99,
      defaultBranch: "main",
      serverUrl: "https://ghe.example.com",
    });
  });

  test.each(["closed", "labeled", "edited", "converted_to_draft"])("%s is nothing for us", (action) => {
    expect(read("pull_request", { action, pull_request })).toBeUndefined();
  });

  test("with a head that is no commit is nothing", () => {
    const odd = { ...pull_request, head: { sha: "../../x" } };
    expect(read("pull_request", { action: "opened", pull_request: odd })).toBeUndefined();
  });
});

describe("a run asked for again", () => {
  const check_run = { name: "Kubehop", head_sha: HEAD, app: { id: 42 }, pull_requests: [] };

  test.each([
    [7, { kind: "check-commit", headSha: HEAD, run: "d-1", pull: 7 }],
    [undefined, { kind: "check", subject: { headSha: HEAD, baseSha: BASE, run: "d-1" } }],
  ])("of ours is made again from its external id (pull request %s)", (pull, work) => {
    const external_id = externalIdOf({
      headSha: HEAD,
      baseSha: BASE,
      run: "old",
      ...(pull === undefined ? {} : { pull }),
    });
    const event = { action: "rerequested", check_run: { ...check_run, external_id } };
    expect(read("check_run", event)?.work).toEqual(work);
  });

  test("of ours takes the base that its pull request has today", () => {
    const external_id = externalIdOf({ headSha: HEAD, baseSha: BASE, run: "old", pull: 7 });
    const pull_requests = [
      { number: 6, base: { sha: BASE } },
      { number: 7, base: { sha: "c".repeat(40) } },
    ];
    const event = { action: "rerequested", check_run: { ...check_run, external_id, pull_requests } };
    expect(read("check_run", event)?.work).toMatchObject({ subject: { baseSha: "c".repeat(40), pull: 7 } });
  });

  test.each([
    ["another app's", { app: { id: 1 }, external_id: "" }],
    ["another app's with a forged id", { app: { id: 1 }, external_id: `kubehop:1:7:${BASE}:x` }],
    ["nobody's", { app: null, external_id: null }],
  ])("%s is nothing", (_what, part) => {
    expect(
      read("check_run", { action: "rerequested", check_run: { ...check_run, ...part } }),
    ).toBeUndefined();
  });

  test("of ours with an id that says nothing is made for its pull request, or for its commit", () => {
    const odd = { ...check_run, external_id: "kubehop:1:7:nonsense:x" };
    const pull_requests = [{ number: 7, base: { sha: BASE } }];
    const named = read("check_run", { action: "rerequested", check_run: { ...odd, pull_requests } });
    expect(named?.work).toMatchObject({ kind: "check", subject: { pull: 7, baseSha: BASE } });
    expect(read("check_run", { action: "rerequested", check_run: odd })?.work).toMatchObject({
      kind: "check-commit",
    });
  });

  test("a suite of the merge queue knows its base from the branch", () => {
    const check_suite = {
      head_sha: HEAD,
      head_branch: `gh-readonly-queue/main/pr-7-${BASE}`,
      pull_requests: [],
    };
    expect(read("check_suite", { action: "rerequested", check_suite })?.work).toMatchObject({
      subject: { headSha: HEAD, baseSha: BASE },
    });
  });
});

test.each([
  null,
  [],
  7,
  "text",
  {},
  { action: "opened" },
  { action: "opened", pull_request: { number: "7" } },
])("a payload of another shape is no event: %j", (payload) => {
  for (const name of [
    "pull_request",
    "issue_comment",
    "merge_group",
    "check_run",
    "check_suite",
    "push",
    "__proto__",
  ]) {
    expect(readEvent({ name, id: "d", payload })).toBeUndefined();
  }
});
