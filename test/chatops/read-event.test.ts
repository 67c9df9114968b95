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

describe("a workflow run that a comment asked for", () => {
  const workflow_run = {
    id: 9001,
    event: "workflow_dispatch",
    display_title: "playbooks/shop.yaml on #7 (kubehop-123)",
    run_attempt: 2,
    html_url: "https://ghe.example.com/octo/infra/actions/runs/9001",
    conclusion: "startup_failure",
    actor: { login: "kubehop[bot]" },
  };
  const common = { pull: 7, run: "kubehop-123", workflowRun: 9001, attempt: 2 };

  test.each([
    ["requested", { status: "queued" }],
    ["completed", { status: "over", result: "startup_failure" }],
  ])("is followed when it is %s", (action, state) => {
    expect(read("workflow_run", { action, workflow_run })?.work).toEqual({
      kind: "follow",
      progress: { ...common, startedBy: "kubehop[bot]", url: workflow_run.html_url, state },
    });
  });

  test.each<[string, string, object]>([
    ["in progress, which its job says better", "in_progress", {}],
    ["of another event, whose title is a person's", "completed", { event: "pull_request" }],
    ["for no pull request", "requested", { display_title: "shop on #0 (kubehop-123)" }],
    ["of another title and a person", "completed", { display_title: "shop (1)", actor: { login: "ada" } }],
  ])("is nothing when it is %s", (_what, action, changes) => {
    expect(read("workflow_run", { action, workflow_run: { ...workflow_run, ...changes } })).toBeUndefined();
  });

  test("is looked for where its end comes without a title, and a bot started it", () => {
    const untitled = { ...workflow_run, display_title: undefined };
    expect(read("workflow_run", { action: "completed", workflow_run: untitled })?.work).toEqual({
      kind: "find-run",
      untitled: {
        workflowRun: 9001,
        attempt: 2,
        startedBy: "kubehop[bot]",
        url: workflow_run.html_url,
        state: { status: "over", result: "startup_failure" },
      },
    });
  });

  const workflow_job = {
    run_id: 9001,
    run_attempt: 2,
    name: `playbook / run playbooks/shop.yaml at ${HEAD} for #7 (kubehop-123)`,
    html_url: "https://ghe.example.com/octo/infra/actions/runs/9001/job/5",
    conclusion: "failure",
    started_at: "2026-10-03T12:07:05Z",
    runner_name: "big-1",
    steps: [
      { name: "Set up job", conclusion: "success" },
      { name: "Be at that commit", conclusion: "failure" },
    ],
  };

  test.each<[string, object, object]>([
    ["in_progress", {}, { status: "running", runner: "big-1", since: "2026-10-03T12:07:05Z" }],
    ["in_progress", { runner_name: null, started_at: "soon" }, { status: "running" }],
    ["completed", {}, { status: "job-ended", result: "failure", failedStep: "Be at that commit" }],
    ["completed", { conclusion: "cancelled", steps: [] }, { status: "job-ended", result: "cancelled" }],
    ["completed", { conclusion: "failure", steps: [null] }, { status: "job-ended", result: "failure" }],
    ["completed", { conclusion: null, steps: undefined }, { status: "job-ended", result: "unknown" }],
  ])("is followed when its job is %s %j", (action, changes, state) => {
    expect(read("workflow_job", { action, workflow_job: { ...workflow_job, ...changes } })?.work).toEqual({
      kind: "follow",
      progress: { ...common, headSha: HEAD, url: workflow_job.html_url, state },
    });
  });

  test.each([
    ["queued", {}],
    ["waiting", {}],
    ["completed", { name: "test (ubuntu)" }],
    ["completed", { name: "run playbooks/shop.yaml at main for #7 (kubehop-123)" }],
  ])("is nothing when a job is %s %j", (action, changes) => {
    expect(read("workflow_job", { action, workflow_job: { ...workflow_job, ...changes } })).toBeUndefined();
  });

  test("is run again for whoever asks for its check run again", () => {
    const check_run = {
      name: "Kubehop playbook: playbooks/shop.yaml",
      head_sha: HEAD,
      app: { id: 42 },
      external_id: "playbook:kubehop-123:2",
      details_url: workflow_job.html_url,
    };
    const event = { action: "rerequested", check_run, sender: { login: "ada", type: "User" } };
    expect(read("check_run", event)?.work).toEqual({
      kind: "run-again",
      rerequest: { login: "ada", workflowRun: 9001 },
    });
    expect(read("check_run", { ...event, check_run: { ...check_run, app: { id: 1 } } })).toBeUndefined();
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
    "workflow_run",
    "workflow_job",
    "push",
    "__proto__",
  ]) {
    expect(readEvent({ name, id: "d", payload })).toBeUndefined();
  }
});
