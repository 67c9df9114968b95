import { describe, expect, test } from "vitest";
import { recordOf } from "../../src/chatops/playbooks/run-record.ts";
import { startServer } from "../../src/server.ts";
import { zipOf } from "../github/zip-of.ts";
import { playbookRun } from "../report/playbook/sample-run.ts";
import { type AppUnderTest, hurriedClock, SECRET } from "./app-under-test.ts";
import { APP } from "./github-adapter/emulated-github.ts";
import type { Fault } from "./github-adapter/faults.ts";
import type { DispatchedRun, JobResult } from "./github-adapter/github-routes.ts";
import { until } from "./github-adapter/until.ts";
import { jobNameOf, workflowJobEvent, workflowRunEvent } from "./github-adapter/workflow-events.ts";
import { type OpenPull, World } from "./github-adapter/world.ts";
import { useAppUnderTest } from "./use-app-under-test.ts";

let app: AppUnderTest;
let count = 0;

useAppUnderTest((started) => {
  app = started;
});

const PLAYBOOK = `playbook:
  name: shop
  description: The shop's chart is sound.
  recommended_path: 1
  minimum_path: 0
  steps:
    - name: lint
      description: The chart lints.
      variants:
        path_0:
          commands: ["helm lint charts/shop"]
          validates: the chart is well-formed
`;
const FILES = {
  "playbooks/shop.yaml": PLAYBOOK,
  ".github/workflows/playbook.yml": "on: workflow_dispatch\n",
};
const CHECK = "Kubehop playbook: playbooks/shop.yaml";

interface Tale {
  readonly world: World;
  readonly pull: OpenPull;
  readonly head: string;
  readonly run: DispatchedRun;
}

/** Somebody had the playbook run, and GitHub has not told anything yet. */
async function begun(): Promise<Tale> {
  count += 1;
  const world = await World.create(app.gitHub, {
    name: `followed-${count}`,
    files: FILES,
    target: app.target,
  });
  await world.give("ada", "write");
  const pull = await world.open("topic", { "README.md": "hello" });
  const run = await ask(world, pull, "/playbook run shop");
  return { world, pull, head: await world.headOf("topic"), run };
}

async function ask(world: World, pull: OpenPull, body: string): Promise<DispatchedRun> {
  const id = await world.comment(pull, "ada", body);
  await until("the last reaction", () => ["rocket", "confused"].includes(world.reactions(id).at(-1) ?? ""));
  const run = runsOf(world).at(-1);
  if (run === undefined) throw new Error("nothing was dispatched");
  return run;
}

function runsOf(world: World): readonly DispatchedRun[] {
  return app.gitHub.state.dispatched.filter(({ repository }) => repository === `octo/${world.name}`);
}

/** What a user sees: the one comment and the one check run. */
async function seen({ world, pull, head }: Tale) {
  const answers = await world.answers(pull);
  const checks = await world.checks(head);
  expect(answers.length).toBeLessThanOrEqual(1);
  const [check] = checks;
  return { checks: checks.length, check, body: answers[0]?.body ?? "" };
}

type Told = readonly [Parameters<World["tell"]>[0], object];

/** Tells one thing after the other, and waits until the app has nothing left to do. */
async function tell(tale: Tale, ...events: readonly Told[]) {
  for (const [name, event] of events) await tale.world.tell(name, event);
  await settled(tale);
  return seen(tale);
}

/** The work of one pull request is done in order: when a later command is answered, all before it is done. */
async function settled({ world, pull }: Tale): Promise<void> {
  const id = await world.comment(pull, "ada", "/kubehop help");
  await until("the work before", () => world.reactions(id).includes("rocket"));
  const help = (await world.answers(pull)).find(({ body }) => body.startsWith("<!-- kubehop:help:"));
  if (help !== undefined) {
    await app.gitHub.emulator.as("octo")("DELETE", `${world.base}/issues/comments/${help.id}`);
  }
}

const started = (tale: Tale, changes: object = {}) =>
  ["workflow_job", workflowJobEvent(tale.run, "in_progress", changes)] as const;
const ended = (tale: Tale, conclusion: string, changes: object = {}) =>
  ["workflow_job", workflowJobEvent(tale.run, "completed", { conclusion, ...changes })] as const;
const over = (tale: Tale, conclusion: string, changes: object = {}) =>
  ["workflow_run", workflowRunEvent(tale.run, "completed", { conclusion, ...changes })] as const;

function reports({ world }: Tale, result: "passed" | "failed", changes: Partial<JobResult> = {}): void {
  const text = JSON.stringify(playbookRun({ playbook: "shop", result, path: 1 }));
  const artifact = zipOf({ name: "report.json", text });
  app.gitHub.state.runners.set(`octo/${world.name}`, () => ({
    conclusion: result === "passed" ? "success" : "failure",
    artifact,
    ...changes,
  }));
}

describe("a run of a playbook", () => {
  test("waits for a runner, with a check run that leads to it", async () => {
    const tale = await begun();
    const { check, checks, body } = await seen(tale);
    expect(checks).toBe(1);
    expect(check).toMatchObject({
      name: CHECK,
      status: "queued",
      external_id: `playbook:${tale.run.inputs.run}`,
      details_url: `https://github.com/${tale.run.repository}/actions/runs/${tale.run.id}`,
    });
    expect(body).toContain("shop waits for a runner");
    expect(recordOf(body)).toMatchObject({ status: "started", keepsCheck: true });
  });

  test("then says on which runner it runs, and since when", async () => {
    const tale = await begun();
    const { check, checks, body } = await tell(
      tale,
      ["workflow_run", workflowRunEvent(tale.run, "requested")],
      ["workflow_job", workflowJobEvent(tale.run, "queued")],
      started(tale),
    );
    expect(checks).toBe(1);
    expect(check).toMatchObject({ status: "in_progress", started_at: "2026-10-03T12:07:05Z" });
    expect(check?.output.summary).toContain("`GitHub Actions 7` since 2026-10-03 12:07 UTC");
    expect(body).toContain("shop runs");
    expect(body).toContain("`GitHub Actions 7` since 2026-10-03 12:07 UTC");
    expect(body).toContain(`/actions/runs/${tale.run.id}/job/88001`);
  });

  test.each([
    ["passed", "success", "success"],
    ["failed", "failure", "failure"],
  ] as const)("ends with the report of its job: %s", async (result, conclusion, seenAs) => {
    const tale = await begun();
    reports(tale, result);
    const { check, checks, body } = await tell(tale, started(tale), ended(tale, conclusion));
    expect(checks).toBe(1);
    expect(check).toMatchObject({ name: CHECK, status: "completed", conclusion: seenAs });
    expect(body).toMatch(new RegExp(`shop ${result} on path 1`));
    expect(recordOf(body)).toMatchObject({ status: "ended", workflowRun: tale.run.id });
  });

  test("says in its result that the branch has moved on", async () => {
    const tale = await begun();
    reports(tale, "passed");
    await tale.world.commit("topic", { "more.txt": "x" });
    expect((await tell(tale, ended(tale, "success"))).body).toContain("The branch has moved on to");
  });

  test("is shown as a whole after the event of the workflow alone", async () => {
    const tale = await begun();
    reports(tale, "passed");
    app.gitHub.state.jobs.set(tale.run.id, [
      { name: jobNameOf(tale.run), conclusion: "success", steps: [] },
      { name: "playbook / report playbooks/shop.yaml", conclusion: "failure", steps: [] },
    ]);
    const { check, body } = await tell(tale, over(tale, "failure"));
    expect(check).toMatchObject({ status: "completed", conclusion: "success" });
    expect(body).toContain("shop passed on path 1");
  });
});

describe("a run that leaves no report is completed all the same:", () => {
  const failed = [
    { name: "Set up job", conclusion: "success" },
    { name: "Be at that commit", conclusion: "failure" },
  ];
  test.each<[string, (tale: Tale) => Told, string, RegExp]>([
    ["cancelled before it had a runner", (tale) => ended(tale, "cancelled"), "cancelled", /was cancelled/],
    [
      "its job ran out of time",
      (tale) => ended(tale, "timed_out"),
      "action_required",
      /ran out of time before/,
    ],
    [
      "its job failed before the playbook",
      (tale) => ended(tale, "failure", { steps: failed }),
      "action_required",
      /failed in its step "Be at that commit"/,
    ],
    ["its job left nothing", (tale) => ended(tale, "success"), "action_required", /left no report/],
    [
      "its workflow could not be started",
      (tale) => over(tale, "startup_failure"),
      "action_required",
      /could not start the workflow/,
    ],
    ["its workflow was cancelled by force", (tale) => over(tale, "cancelled"), "cancelled", /was cancelled/],
  ])("%s", async (...[, event, conclusion, words]) => {
    const tale = await begun();
    const { check, body } = await tell(tale, event(tale));
    expect(check).toMatchObject({ status: "completed", conclusion });
    expect(body).toMatch(words);
    expect(recordOf(body)).toMatchObject({ status: "ended" });
  });

  test.each<[string, Partial<JobResult>, RegExp]>([
    ["is no archive", { artifact: Buffer.from("<html>") }, /report cannot be read/],
    [
      "says passed where its job failed",
      { conclusion: "failure" },
      /says passed, and the job ended as failure/,
    ],
  ])("its report %s", async (_what, changes, words) => {
    const tale = await begun();
    reports(tale, "passed", changes);
    const { check, body } = await tell(tale, ended(tale, changes.conclusion ?? "success"));
    expect(check).toMatchObject({ status: "completed", conclusion: "action_required" });
    expect(body).toMatch(words);
  });

  test("GitHub does not hand its report out until the whole workflow is over", async () => {
    const tale = await begun();
    reports(tale, "passed");
    app.gitHub.faults.add({ on: /\/artifacts$/, answer: { status: 502 }, times: 99 });
    const early = await tell(tale, ended(tale, "success"));
    expect(early.check).toMatchObject({ status: "queued" });
    app.gitHub.faults.clear();
    app.gitHub.state.jobs.set(tale.run.id, [{ name: jobNameOf(tale.run), conclusion: "success", steps: [] }]);
    const { check, body } = await tell(tale, over(tale, "success"));
    expect(check).toMatchObject({ status: "completed", conclusion: "success" });
    expect(body).toContain("shop passed");
  });
});

describe("what GitHub tells twice, late or of another run changes nothing:", () => {
  test("an older state after the result", async () => {
    const tale = await begun();
    reports(tale, "passed");
    const first = await tell(tale, ended(tale, "success"));
    const again = await tell(
      tale,
      started(tale),
      ["workflow_run", workflowRunEvent(tale.run, "requested")],
      ended(tale, "cancelled"),
      over(tale, "failure"),
    );
    expect(again).toEqual(first);
  });

  test.each<[string, (tale: Tale) => Told]>([
    [
      "a run with our title that somebody else started",
      (tale) => over({ ...tale, run: other(tale) }, "success"),
    ],
    ["a job with our name in another run", (tale) => ended({ ...tale, run: other(tale) }, "success")],
    [
      "a pull request whose title is that of a run",
      (tale) => over(tale, "success", { event: "pull_request" }),
    ],
    [
      "a run of another mark",
      (tale) => ended(tale, "success", { name: jobNameOf(tale.run).replace(/kubehop-\d+/, "kubehop-1") }),
    ],
  ])("%s", async (_what, event) => {
    const tale = await begun();
    reports(tale, "passed");
    const before = await seen(tale);
    expect(await tell(tale, event(tale))).toEqual(before);
  });

  test("jobs of other workflows cost no call", async () => {
    const tale = await begun();
    app.gitHub.requests.length = 0;
    await tale.world.tell("workflow_job", workflowJobEvent(tale.run, "completed", { name: "test (ubuntu)" }));
    await tale.world.tell("workflow_job", workflowJobEvent(tale.run, "queued"));
    await tale.world.tell("workflow_run", workflowRunEvent(tale.run, "in_progress"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(app.gitHub.requests).toEqual([]);
  });

  test("another run that somebody's record names does not decide about the check run", async () => {
    const tale = await begun();
    const [comment] = await tale.world.answers(tale.pull);
    const body = (comment?.body ?? "").replace(
      `workflowRun%22%3A${tale.run.id}`,
      `workflowRun%22%3A${other(tale).id}`,
    );
    await app.gitHub.emulator.as("octo")("PATCH", `${tale.world.base}/issues/comments/${comment?.id}`, {
      body,
    });
    expect(recordOf(body)?.workflowRun).toBe(other(tale).id);
    const { check } = await tell(tale, ended({ ...tale, run: other(tale) }, "success"));
    expect(check).toMatchObject({ status: "queued" });
  });

  test("a record that somebody edited does not lead a result to another commit or check run", async () => {
    const tale = await begun();
    const main = await tale.world.headOf("main");
    const [comment] = await tale.world.answers(tale.pull);
    const body = (comment?.body ?? "").replaceAll(tale.head, main);
    await app.gitHub.emulator.as("octo")("PATCH", `${tale.world.base}/issues/comments/${comment?.id}`, {
      body,
    });
    reports(tale, "passed");
    await tell(tale, over(tale, "success"));
    expect(await tale.world.checks(main)).toEqual([]);
    await tell(tale, ended(tale, "success"));
    expect((await tale.world.checks(tale.head)).map(({ status }) => status)).toEqual(["completed"]);
  });
});

function other({ run }: Tale): DispatchedRun {
  return { ...run, id: run.id + 1_000 };
}

describe("while it runs", () => {
  test("a comment that is deleted costs the comment alone", async () => {
    const tale = await begun();
    const [comment] = await tale.world.answers(tale.pull);
    await app.gitHub.emulator.as("octo")("DELETE", `${tale.world.base}/issues/comments/${comment?.id}`);
    reports(tale, "passed");
    const { check, body } = await tell(tale, started(tale), ended(tale, "success"));
    expect(check).toMatchObject({ status: "completed", conclusion: "success" });
    expect(body).toBe("");
  });

  test("a newer run takes the comment, and the check run of the older one does not hang", async () => {
    const tale = await begun();
    await tell(tale, started(tale));
    const newer = await ask(tale.world, tale.pull, "/kubehop retry");
    const checks = await tale.world.checks(tale.head);
    expect(checks.map(({ status, conclusion }) => conclusion ?? status).toSorted()).toEqual([
      "cancelled",
      "queued",
    ]);
    await tell(tale, ended(tale, "cancelled"));
    const [answer] = await tale.world.answers(tale.pull);
    expect(recordOf(answer?.body ?? "")).toMatchObject({ run: newer.inputs.run, status: "started" });
    reports(tale, "passed");
    const { body } = await tell({ ...tale, run: newer }, ended({ ...tale, run: newer }, "success"));
    expect(body).toContain("shop passed");
  });

  test("a newer run that is refused leaves the comment to the older one", async () => {
    const tale = await begun();
    await tell(tale, started(tale));
    app.gitHub.faults.add({
      on: /\/dispatches$/,
      answer: { status: 403, message: "Resource not accessible by integration" },
    });
    await ask(tale.world, tale.pull, "/playbook run shop path=0");
    const answers = await tale.world.answers(tale.pull);
    expect(answers.map(({ body }) => /###.*/.exec(body)?.[0])).toEqual([
      "### ▶️ shop runs",
      expect.stringMatching(/lacks the permission/),
    ]);
    reports(tale, "passed");
    await tale.world.tell(...ended(tale, "success"));
    await until("the result", async () =>
      (await tale.world.answers(tale.pull))[0]?.body.includes("shop passed"),
    );
  });

  test("a cancelled run says that its teardown runs, whatever comes late, and then how it ended", async () => {
    const tale = await begun();
    await tell(tale, started(tale));
    await ask(tale.world, tale.pull, "/kubehop cancel");
    const cancelling = await tell(tale, started(tale));
    expect(cancelling.body).toContain("shop is being cancelled");
    expect(cancelling.check).toMatchObject({
      status: "in_progress",
      output: { title: "The playbook is being cancelled" },
    });
    const { check, body } = await tell(tale, ended(tale, "cancelled"));
    expect(check).toMatchObject({ conclusion: "cancelled" });
    expect(body).toContain("shop was cancelled");
  });

  test.each(["/kubehop cancel", "/kubehop retry"])(
    "%s finds out that a run is over of which no event came",
    async (command) => {
      const tale = await begun();
      reports(tale, "passed");
      tale.run.status = "completed";
      app.gitHub.state.jobs.set(tale.run.id, [
        { name: jobNameOf(tale.run), conclusion: "success", steps: [] },
      ]);
      await ask(tale.world, tale.pull, command);
      const checks = await tale.world.checks(tale.head);
      const first = checks.find(({ external_id: id }) => id === `playbook:${tale.run.inputs.run}`);
      expect(first?.status).toBe("completed");
    },
  );

  test("the same workflow run once more gets a check run of its own, and the comment", async () => {
    const tale = await begun();
    reports(tale, "failed");
    await tell(tale, ended(tale, "failure"));
    const second = { run_attempt: 2 };
    const waits = await tell(tale, ["workflow_run", workflowRunEvent(tale.run, "requested", second)]);
    expect(waits.body).toContain("shop waits for a runner");
    expect(waits.checks).toBe(2);
    reports(tale, "passed");
    const { body } = await tell(tale, started(tale, second), ended(tale, "success", second));
    expect(body).toContain("shop passed");
    const checks = await tale.world.checks(tale.head);
    expect(checks.map(({ conclusion }) => conclusion)).toEqual(["success", "failure"]);
  });
});

describe("a workflow that could not be started, and so has no title of its own,", () => {
  const untitled = { display_title: "playbook", conclusion: "startup_failure" };

  test("ends the run that we started with it", async () => {
    const tale = await begun();
    await tale.world.tell("workflow_run", workflowRunEvent(tale.run, "completed", untitled));
    const { check, body } = await until("the end", async () => {
      const now = await seen(tale);
      return now.body.includes("could not start the workflow") && now;
    });
    expect(check).toMatchObject({ status: "completed", conclusion: "action_required" });
    expect(recordOf(body)).toMatchObject({ status: "ended" });
  });

  test.each<[string, object]>([
    ["another bot's", { actor: { login: "renovate[bot]" } }],
    ["a person's", { actor: { login: "ada" } }],
  ])("is nothing for us where it was %s, and costs no call", async (_what, changes) => {
    const tale = await begun();
    app.gitHub.requests.length = 0;
    await tale.world.tell(
      "workflow_run",
      workflowRunEvent(tale.run, "completed", { ...untitled, ...changes }),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(app.gitHub.requests).toEqual([]);
    expect((await seen(tale)).check).toMatchObject({ status: "queued" });
  });
});

describe("a run that is followed", () => {
  test("costs few calls, however long it takes", async () => {
    const tale = await begun();
    reports(tale, "passed");
    const calls = async (...events: readonly Told[]) => {
      await settled(tale);
      app.gitHub.requests.length = 0;
      for (const [name, event] of events) await tale.world.tell(name, event);
      await new Promise((resolve) => setTimeout(resolve, 250));
      return app.gitHub.requests.filter(({ path }) => !path.endsWith("/access_tokens")).length;
    };
    expect([
      await calls(["workflow_run", workflowRunEvent(tale.run, "requested")]),
      await calls(started(tale)),
      await calls(ended(tale, "success")),
      await calls(over(tale, "success")),
    ]).toEqual([1, 4, 7, 2]);
  });

  const calls: readonly (readonly [string, RegExp])[] = [
    ["the comments", /^GET .*\/issues\/\d+\/comments$/],
    ["the check runs", /^GET .*\/check-runs$/],
    ["the artifacts", /\/artifacts$/],
    ["the report", /\/artifacts\/\d+\/zip$/],
    ["the pull request", /^GET .*\/pulls\/\d+$/],
    ["the check run", /^PATCH .*\/check-runs\/\d+$/],
    ["the comment", /^PATCH .*\/issues\/comments\/\d+$/],
  ];
  const answers: readonly (readonly [string, Fault["answer"]])[] = [
    ["a cut connection", "reset"],
    ["an answer that is lost", "done-but-lost"],
    ["502", { status: 502 }],
    ["a secondary limit", { status: 403, message: "You have exceeded a secondary rate limit." }],
  ];
  const table = answers.flatMap(([what, answer]) => calls.map(([call, on]) => ({ what, answer, call, on })));

  test.each(table)("$what, once, to $call leaves no trace", async ({ answer, on }) => {
    const tale = await begun();
    reports(tale, "passed");
    app.gitHub.faults.add({ on, answer });
    const { check, body, checks } = await tell(tale, ended(tale, "success"));
    expect([checks, check?.conclusion]).toEqual([1, "success"]);
    expect(body).toContain("shop passed");
  });

  test.each(calls)(
    "404 for good to %s: the check run is completed at the latest by the redelivery",
    async (_call, on) => {
      const tale = await begun();
      reports(tale, "passed");
      app.gitHub.faults.add({ on, answer: { status: 404 }, times: 999 });
      await tale.world.tell(...ended(tale, "success"));
      await new Promise((resolve) => setTimeout(resolve, 250));
      app.gitHub.faults.clear();
      const { check, body } = await tell(tale, ended(tale, "success"));
      expect(check?.status).toBe("completed");
      expect(recordOf(body)).toMatchObject({ status: "ended" });
    },
  );
});

async function rerequest(tale: Tale, login: string, changes: object = {}): Promise<void> {
  const [check] = await tale.world.checks(tale.head);
  const check_run = { ...check, head_sha: tale.head, app: { id: APP.id }, pull_requests: [], ...changes };
  const payload = { action: "rerequested", check_run, sender: { login, type: "User" } };
  await tale.world.send("check_run", { ...payload, repository: await tale.world.repository() });
  await new Promise((resolve) => setTimeout(resolve, 150));
}

/** A run whose workflow is over. */
async function finished(): Promise<Tale> {
  const tale = await begun();
  reports(tale, "failed");
  await tell(tale, ended(tale, "failure"));
  tale.run.status = "completed";
  return tale;
}

describe("*Re-run* on the check run of a playbook", () => {
  test("runs its workflow once more", async () => {
    const tale = await finished();
    await rerequest(tale, "ada");
    expect(tale.run.status).toBe("in_progress");
    expect(runsOf(tale.world)).toHaveLength(1);
  });

  test.each<[string, string, object]>([
    ["of somebody who may not push", "eve", {}],
    ["of another app's check run", "ada", { app: { id: 1 } }],
    ["of one that names no run", "ada", { details_url: null }],
  ])("%s does nothing, and makes no other check", async (_what, login, changes) => {
    const tale = await finished();
    await rerequest(tale, login, changes);
    expect(tale.run.status).toBe("completed");
    expect(await tale.world.checks(tale.head)).toHaveLength(1);
  });

  test("while it runs does nothing", async () => {
    const tale = await begun();
    await rerequest(tale, "ada");
    expect((await seen(tale)).checks).toBe(1);
  });
});

test("a server that does not tell its runs is followed by who started them", async () => {
  count += 1;
  const world = await World.create(app.gitHub, {
    name: `followed-${count}`,
    files: FILES,
    target: app.target,
  });
  await world.give("ada", "write");
  const pull = await world.open("topic", { "README.md": "hello" });
  const unknown = { status: 422, message: '"return_run_details" is not a permitted key.' };
  app.gitHub.faults.add({ on: /^POST .*\/dispatches$/, answer: unknown });
  const run = await ask(world, pull, "/playbook run shop");
  const tale = { world, pull, head: await world.headOf("topic"), run };
  const forged = await tell(tale, [
    "workflow_run",
    workflowRunEvent({ ...run, id: 5 }, "requested", { actor: { login: "eve" } }),
  ]);
  expect(recordOf(forged.body)?.workflowRun).toBeUndefined();
  const { check, body } = await tell(
    tale,
    ["workflow_run", workflowRunEvent(run, "requested")],
    started(tale),
  );
  expect(recordOf(body)).toMatchObject({ workflowRun: run.id, status: "running" });
  expect(check).toMatchObject({ status: "in_progress" });
});

test("an app that is not sent these events promises nothing, and opens no check run", async () => {
  app.gitHub.faults.add({ on: /^GET \/app$/, answer: { status: 404 }, times: 9 });
  const second = await startServer(app.environment, { clock: hurriedClock() });
  count += 1;
  const target = { url: second.url, secret: SECRET };
  const world = await World.create(app.gitHub, { name: `unheard-${count}`, files: FILES, target });
  await world.give("ada", "write");
  const pull = await world.open("topic", { "README.md": "hello" });
  await ask(world, pull, "/playbook run shop");
  await second.close(2_000);
  expect((await world.answers(pull))[0]?.body).toContain("shop is started");
  expect(await world.checks(await world.headOf("topic"))).toEqual([]);
});
