import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type RunRecord, recordLine, recordOf } from "../../src/chatops/playbooks/run-record.ts";
import type { PlaybookRun } from "../../src/playbook/playbook-run.ts";
import { type FakeGitHub, startFakeGitHub } from "../e2e/github-adapter/github-adapter.ts";
import { type OpenPull, World } from "../e2e/github-adapter/world.ts";
import { playbookRun } from "../report/playbook/sample-run.ts";
import { StepOfJob } from "./run-step.ts";

let gitHub: FakeGitHub;
let count = 0;

beforeAll(async () => {
  gitHub = await startFakeGitHub();
});
afterAll(() => gitHub.close());
afterEach(() => gitHub.assertConformance());

const MARKER = `<!-- kubehop:playbook-run:${encodeURIComponent("playbooks/shop.yaml")} -->`;

interface BrokenReport {
  readonly json?: string;
  readonly job: string;
  readonly conclusion: string;
}

interface Story {
  readonly world: World;
  readonly pull: OpenPull;
  readonly head: string;
}

async function story(): Promise<Story> {
  count += 1;
  const world = await World.create(gitHub, { name: `reported-${count}`, files: { "README.md": "x" } });
  const pull = await world.open("topic", { "README.md": "y" });
  return { world, pull, head: await world.headOf("topic") };
}

function recordFor({ head }: Story, run: string): RunRecord {
  return {
    run,
    asked: 1,
    name: "shop",
    playbook: "playbooks/shop.yaml",
    from: "base",
    inputs: {},
    headSha: head,
    status: "started",
  };
}

/** The comment that waits, written by the account of the token. */
async function waiting(
  { world, pull, head }: Story,
  run: string,
  { person = "octo", ...changes }: Partial<RunRecord> & { readonly person?: "octo" | "eve" } = {},
) {
  const record = { ...recordFor({ world, pull, head }, run), ...changes };
  const body = `${MARKER}\n${recordLine(record)}\nstarted`;
  await gitHub.emulator.as(person)("POST", `${world.base}/issues/${pull.number}/comments`, { body });
}

/** @param changes of the inputs, and of the variables that begin with `GITHUB_` */
async function report(
  { world, pull, head }: Story,
  json: string | undefined,
  changes: Readonly<Record<string, string>> = {},
) {
  const job = new StepOfJob(json === undefined ? {} : { "kubehop-report/report.json": json }, {
    command: "playbook-report",
    playbook: "playbooks/shop.yaml",
    report: "kubehop-report/report.json",
    "pull-request": String(pull.number),
    "head-sha": head,
    "run-id": "kubehop-1",
    "job-result": "success",
    "comment-author": "octo",
    "github-token": "token-of-octo",
    ...Object.fromEntries(Object.entries(changes).filter(([name]) => !name.startsWith("GITHUB_"))),
  });
  const step = job.start({
    ...changes,
    GITHUB_REPOSITORY: `octo/${world.name}`,
    GITHUB_API_URL: `http://${gitHub.host}/api/v3`,
  });
  const exitCode = await step.exitCode;
  job.remove();
  return { exitCode, log: step.log, comments: await world.comments(pull), checks: await world.checks(head) };
}

function reportJson(changes: Partial<PlaybookRun> = {}): string {
  return JSON.stringify({ ...playbookRun(), ...changes });
}

describe("command: playbook-report", () => {
  test("finishes the comment that waits, and puts a check run on the commit", async () => {
    const tale = await story();
    await waiting(tale, "kubehop-1");
    const { exitCode, comments, checks } = await report(tale, reportJson({ result: "passed" }));
    expect(exitCode).toBe(0);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body.startsWith(MARKER)).toBe(true);
    expect(comments[0]?.body).toMatch(/passed on path/);
    expect(recordOf(comments[0]?.body ?? "")).toMatchObject({ run: "kubehop-1", status: "ended" });
    expect(checks).toMatchObject([
      { name: "Kubehop playbook: playbooks/shop.yaml", status: "completed", conclusion: "success" },
    ]);
  });

  test.each([
    ["failed", "success", "failure"],
    ["failed", "failure", "failure"],
    ["error", "failure", "action_required"],
    ["cancelled", "cancelled", "cancelled"],
  ] as const)("%s in a job that ended as %s is the conclusion %s", async (result, jobResult, conclusion) => {
    const { checks } = await report(await story(), reportJson({ result }), { "job-result": jobResult });
    expect(checks).toMatchObject([{ conclusion }]);
  });

  const broken: readonly (readonly [what: string, story: BrokenReport])[] = [
    [
      "says passed, and its job failed",
      { json: reportJson({ result: "passed" }), job: "failure", conclusion: "action_required" },
    ],
    ["is not there, its job was cancelled", { job: "cancelled", conclusion: "cancelled" }],
    ["is not there", { job: "failure", conclusion: "action_required" }],
    ["is no JSON", { json: "{", job: "success", conclusion: "action_required" }],
    ["is no run", { json: '{"score":1}', job: "success", conclusion: "action_required" }],
    [
      "has a result that there is not",
      {
        json: reportJson().replace('"passed"', '"fine"'),
        job: "success",
        conclusion: "action_required",
      },
    ],
  ];
  test.each(broken)("is never green about a report that %s", async (_what, { json, job, conclusion }) => {
    const { exitCode, checks, comments } = await report(await story(), json, { "job-result": job });
    expect(exitCode).toBe(0);
    expect(checks).toMatchObject([{ conclusion }]);
    expect(comments).toHaveLength(1);
  });

  test("writes a comment of its own where only somebody else's has the marker", async () => {
    const tale = await story();
    await waiting(tale, "kubehop-1", { person: "eve" });
    const { comments } = await report(tale, reportJson());
    expect(comments.map(({ user }) => user.login)).toEqual(["eve", "octo"]);
    expect(comments[0]?.body).toContain("started");
  });

  test("leaves the comment to a newer run, and still publishes its check", async () => {
    const tale = await story();
    await waiting(tale, "kubehop-2");
    const { log, comments, checks } = await report(tale, reportJson());
    expect(comments[0]?.body).toContain("started");
    expect(log).toContain("the comment is left to it");
    expect(checks).toHaveLength(1);
  });

  test("says that the branch has moved on", async () => {
    const tale = await story();
    await tale.world.commit("topic", { "README.md": "z" });
    const { comments } = await report(tale, reportJson({ result: "passed" }));
    expect(comments[0]?.body).toMatch(/The branch has moved on to/);
  });

  test("takes nothing of a report as markup, mention or command", async () => {
    const evil = "</details>\n\n/kubehop cancel\n\n@octo <!-- kubehop-run:x --> ```";
    const { comments } = await report(
      await story(),
      reportJson({ warnings: [evil], reason: evil, result: "error" }),
    );
    const body = comments[0]?.body ?? "";
    expect(body).not.toMatch(/^\/kubehop cancel/m);
    expect(body).not.toMatch(/(?<![\w`])@octo/);
    expect(recordOf(body)).toBeUndefined();
  });

  test.each([
    ["pull-request", "1;2"],
    ["head-sha", "main"],
    ["run-id", "a b"],
    ["playbook", ""],
  ])("refuses %s=%j", async (name, value) => {
    const { exitCode, comments, checks } = await report(await story(), reportJson(), { [name]: value });
    expect(exitCode).toBe(1);
    expect([...comments, ...checks]).toEqual([]);
  });
});

describe("job-result: in_progress", () => {
  const BEGUN = { "job-result": "in_progress", report: "" };
  const JOB = { GITHUB_RUN_ID: "9001" };

  test("says in the comment and in a check run that the workflow has begun, which the report then completes", async () => {
    const tale = await story();
    await waiting(tale, "kubehop-1");
    const begun = await report(tale, undefined, { ...BEGUN, ...JOB });
    expect(begun.exitCode).toBe(0);
    expect(begun.comments[0]?.body).toMatch(
      /shop is started[\s\S]*began at \d{4}-\d\d-\d\d \d\d:\d\d UTC.*actions\/runs\/9001/,
    );
    expect(begun.checks).toMatchObject([{ status: "in_progress", conclusion: null }]);
    const { comments, checks } = await report(tale, reportJson({ result: "passed" }));
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toMatch(/passed on path/);
    expect(checks).toMatchObject([{ status: "completed", conclusion: "success" }]);
  });

  test("twice is shown once, and never after the result", async () => {
    const tale = await story();
    await waiting(tale, "kubehop-1");
    await report(tale, undefined, { ...BEGUN, ...JOB });
    await report(tale, undefined, { ...BEGUN, ...JOB });
    await report(tale, reportJson());
    const { comments, checks } = await report(tale, undefined, { ...BEGUN, ...JOB });
    expect(comments[0]?.body).toMatch(/passed on path/);
    expect(checks).toMatchObject([{ status: "completed" }]);
  });

  test("of another attempt has a check run of its own", async () => {
    const tale = await story();
    await waiting(tale, "kubehop-1");
    await report(tale, reportJson());
    const again = { ...JOB, GITHUB_RUN_ATTEMPT: "2" };
    const begun = await report(tale, undefined, { ...BEGUN, ...again });
    expect(begun.comments[0]?.body).toContain("is started");
    const { checks } = await report(tale, reportJson({ result: "failed" }), again);
    expect(checks.map(({ conclusion }) => conclusion)).toEqual(["failure", "success"]);
  });

  test("leaves a comment that is about another run", async () => {
    const tale = await story();
    await waiting(tale, "kubehop-2");
    const { comments, checks } = await report(tale, undefined, { ...BEGUN, ...JOB });
    expect(comments[0]?.body).toContain("started");
    expect(recordOf(comments[0]?.body ?? "")).toMatchObject({ run: "kubehop-2", status: "started" });
    expect(checks).toHaveLength(1);
  });
});

test("a check run that GitHub lets nobody change any more is followed by a new one", async () => {
  const tale = await story();
  await report(tale, undefined, { "job-result": "in_progress" });
  gitHub.faults.add({ on: /^PATCH .*\/check-runs\//, answer: { status: 403 } });
  const { exitCode, checks } = await report(tale, reportJson());
  expect(exitCode).toBe(0);
  expect(checks.map(({ status }) => status).toSorted()).toEqual(["completed", "in_progress"]);
});

describe("where the app keeps the check run", () => {
  test("what it has told already is not told again", async () => {
    const tale = await story();
    await waiting(tale, "kubehop-1", { keepsCheck: true, status: "ended" });
    const { log, comments, checks } = await report(tale, reportJson());
    expect(comments[0]?.body).toContain("started");
    expect(checks).toEqual([]);
    expect(log).toContain("The app has reported this run already");
  });

  test("what it could not tell stands in the comment, and no second check run beside its own", async () => {
    const tale = await story();
    await waiting(tale, "kubehop-1", { keepsCheck: true, status: "running" });
    const { comments, checks } = await report(tale, reportJson());
    expect(comments[0]?.body).toMatch(/passed on path/);
    expect(checks).toEqual([]);
  });
});
