import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildAction } from "../../scripts/bundling/action.ts";
import { kubeadmConfig, nodeList } from "../e2e/fixtures.ts";
import { type FakeGitHub, startFakeGitHub } from "../e2e/github-adapter/github-adapter.ts";
import { type Files, type OpenPull, World } from "../e2e/github-adapter/world.ts";
import { runBundle } from "./run-bundle.ts";
import { act, runWorkflow, type WorkflowResult } from "./run-workflow.ts";

if (act === undefined) console.log("act is not there: the Action's bundle is not run (see .ci/run)");

const STEP = `on: [pull_request, issue_comment, push, workflow_dispatch, schedule, merge_group]
jobs:
  kubehop:
    runs-on: ubuntu-latest
    permissions: { contents: read, pull-requests: write }
    steps:
      - id: kubehop
        uses: acme/kubehop@v1
      - if: always()
        env:
          VERDICT: \${{ steps.kubehop.outputs.verdict }}
          CONCLUSION: \${{ steps.kubehop.outputs.conclusion }}
          SARIF: \${{ steps.kubehop.outputs.sarif }}
          HTML: \${{ steps.kubehop.outputs.html }}
          PLAN: \${{ steps.kubehop.outputs.plan-json }}
        run: |
          echo "next step sees: $VERDICT $CONCLUSION"
          for file in "$SARIF" "$HTML" "$PLAN"; do [ -z "$file" ] || { test -s "$file" && echo "file: \${file##*/}"; }; done
`;
const REUSABLE = `on: [pull_request, issue_comment]
permissions: {}
jobs:
  upgrade-check:
    permissions: { contents: read, pull-requests: write }
    uses: acme/kubehop/.github/workflows/upgrade-check.yml@v1
  after:
    needs: upgrade-check
    runs-on: ubuntu-latest
    steps:
      - run: 'echo "next job sees: \${{ needs.upgrade-check.outputs.verdict }}"'
`;
const CLUSTER = { "cluster/kubeadm.yaml": kubeadmConfig("1.35.2"), "cluster/nodes.yaml": nodeList("1.35.2") };
const BUMP = { "cluster/kubeadm.yaml": kubeadmConfig("1.36.6") };

let gitHub: FakeGitHub;
let count = 0;

beforeAll(async () => {
  gitHub = await startFakeGitHub();
});
afterAll(() => gitHub.close());
afterEach(() => {
  gitHub.faults.clear();
  gitHub.assertConformance();
});

async function create(files: Files): Promise<World> {
  count += 1;
  return World.create(gitHub, { name: `action-${count}`, files });
}

/** Opens a pull request and runs the workflow for it; `payload` can change the event. */
async function onPull(
  world: World,
  files: Files,
  more: { workflow?: string; event?: string; payload?: (event: Record<string, never>) => object } = {},
): Promise<WorkflowResult & OpenPull> {
  const pull = await world.open(`change-${Math.trunc(performance.now())}`, files);
  const event = (await world.pullPayload(pull.number, "opened")) as Record<string, never>;
  return { ...(await onEvent(world, more.payload?.(event) ?? event, more)), ...pull };
}

function onEvent(
  world: World,
  payload: object,
  { workflow = STEP, event = "pull_request" }: { workflow?: string; event?: string } = {},
): Promise<WorkflowResult> {
  return runWorkflow({ gitHub, repository: `octo/${world.name}`, workflow, event, payload });
}

describe.skipIf(act === undefined)("a pull request", () => {
  test("that bumps a cluster gets annotations, outputs, files and one comment, edited in place", async () => {
    const world = await create(CLUSTER);
    const run = await onPull(world, BUMP);
    expect(run.log).toContain("next step sees: ready success");
    expect(run.exitCode).toBe(0);
    for (const name of ["kubehop.sarif", "kubehop.html", "plan.json"])
      expect(run.log).toContain(`file: ${name}`);
    const [comment, ...others] = await world.comments(run);
    expect(others).toEqual([]);
    expect(comment?.body).toContain("1.35.2 → 1.36.6");
    await onEvent(world, await world.pullPayload(run.number, "synchronize"));
    expect(await world.comments(run)).toHaveLength(1);
  });

  test("that takes its bump back leaves no plan in its comment", async () => {
    const world = await create(CLUSTER);
    const run = await onPull(world, BUMP);
    await world.commit(run.branch, CLUSTER);
    await onEvent(world, await world.pullPayload(run.number, "synchronize"));
    const [comment, ...others] = await world.comments(run);
    expect(others).toEqual([]);
    expect(comment?.body).not.toContain("1.36.6");
  });

  test("that was pushed to meanwhile keeps its comment for the newer run", async () => {
    const world = await create(CLUSTER);
    const pull = await world.open("moving", BUMP);
    const old = await world.pullPayload(pull.number, "opened");
    await world.commit("moving", { "README.md": "newer" });
    const run = await onEvent(world, old);
    expect(run.log).toContain("The branch has moved on");
    expect(await world.comments(pull)).toEqual([]);
  });

  test("keeps its result where the comment cannot be written", async () => {
    const world = await create(CLUSTER);
    gitHub.faults.add({ on: /POST .*\/comments/, answer: { status: 422 }, times: 9 });
    const run = await onPull(world, BUMP);
    expect(run.exitCode).toBe(0);
    expect(run.log).toContain("next step sees: ready success");
    expect(run.log).toContain("The comment could not be written: GitHub answered 422");
  });

  test("has a comment for each cluster that a job is about", async () => {
    const beta = { "b/kubeadm.yaml": kubeadmConfig("1.35.2").replace("prod", "beta") };
    const world = await create({ ...CLUSTER, ...beta });
    const files = { ...BUMP, "b/kubeadm.yaml": kubeadmConfig("1.36.6").replace("prod", "beta") };
    const both = STEP.replace("uses: acme/kubehop@v1", `${stepFor("prod")}\n      - ${stepFor("beta")}`);
    const run = await onPull(world, files, { workflow: both });
    expect((await world.comments(run)).map(({ body }) => body.split("\n")[0])).toEqual([
      "<!-- kubehop:check:prod -->",
      "<!-- kubehop:check:beta -->",
    ]);
  });

  test("that skips a minor fails the job, on the line that does it", async () => {
    const world = await create({ "cluster/kubeadm.yaml": kubeadmConfig("1.34.2") });
    const run = await onPull(world, BUMP);
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("next step sees: blocked failure");
    expect(run.log).toMatch(/::error file=cluster\/kubeadm\.yaml,line=4|cluster\/kubeadm\.yaml/);
    expect(run.log).toContain("1.35");
  });

  test("of a fork has a read-only token: the summary says that it is the result", async () => {
    const world = await create(CLUSTER);
    const run = await onPull(world, BUMP, { payload: fromFork });
    expect(run.exitCode).toBe(0);
    expect(run.log).toContain("may not write to the pull request");
    expect(await world.comments(run)).toEqual([]);
  });

  test("of a fork is commented on where the event's token may write", async () => {
    const world = await create(CLUSTER);
    const workflow = STEP.replace("pull_request,", "pull_request_target,");
    const run = await onPull(world, BUMP, { payload: fromFork, event: "pull_request_target", workflow });
    expect(run.log).not.toContain("may not write to the pull request");
    expect(await world.comments(run)).toHaveLength(1);
  });

  test("with a token that may not write is no failure", async () => {
    const world = await create(CLUSTER);
    gitHub.faults.add({ on: /POST .*\/comments/, answer: { status: 403 } });
    const run = await onPull(world, BUMP);
    gitHub.faults.clear();
    expect(run.exitCode).toBe(0);
    expect(run.log).toContain("may not write to the pull request");
  });

  test("through the reusable workflow", async () => {
    const world = await create(CLUSTER);
    const run = await onPull(world, BUMP, { workflow: REUSABLE });
    expect(run.exitCode).toBe(0);
    expect(run.log).toContain("next job sees: ready");
  });

  test("with a broken configuration names line and remedy", async () => {
    const world = await create({ ...CLUSTER, ".github/kubehop.yml": "version: 1\n" });
    const run = await onPull(world, { ".github/kubehop.yml": "clutsers: []\n" });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(".github/kubehop.yml");
  });

  test("whose files speak the runner's language changes nothing", async () => {
    const world = await create(CLUSTER);
    const hostile = 'v1.36.6\n::set-output name=verdict::hacked\n::stop-commands::x"';
    const run = await onPull(world, { "cluster/kubeadm.yaml": kubeadmConfig(hostile) });
    expect(run.log).not.toContain("next step sees: hacked");
  });
});

describe.skipIf(act === undefined)("a comment", () => {
  test("with a command is answered as the app answers it", async () => {
    const world = await create(CLUSTER);
    const { run, pull, id } = await onComment(world, "/upgrade-plan 1.36");
    expect(run.log).toContain("Answered the command");
    expect(world.reactions(id)).toEqual(["eyes", "rocket"]);
    const answers = (await world.comments(pull)).filter((comment) => comment.id !== id);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toContain("1.35.2 → 1.36.6");
  });

  test("of somebody who may not ask gets one reaction", async () => {
    const world = await create(CLUSTER);
    const { pull, id } = await onComment(world, "/upgrade-plan 1.36", "eve");
    expect(world.reactions(id)).toEqual(["-1"]);
    expect(await world.comments(pull)).toHaveLength(1);
  });

  test("without a command costs no request", async () => {
    const world = await create(CLUSTER);
    const before = gitHub.requests.length;
    const { run } = await onComment(world, "looks/good to me");
    expect(run.exitCode).toBe(0);
    expect(gitHub.requests.length).toBe(before);
  });
});

describe("a commit", () => {
  test.each(["push", "workflow_dispatch", "schedule"])(
    "of %s is read from its archive without a checkout",
    async (event) => {
      const world = await create(CLUSTER);
      const run = await runBundle(gitHub, {
        GITHUB_EVENT_NAME: event,
        GITHUB_REPOSITORY: `octo/${world.name}`,
        GITHUB_SHA: await world.headOf("main"),
      });
      expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: "supported", conclusion: "success" } });
    },
  );

  test("with a finding at `fail-on` fails the job and says why", async () => {
    const world = await create(CLUSTER);
    const run = await runBundle(gitHub, {
      GITHUB_EVENT_NAME: "push",
      GITHUB_REPOSITORY: `octo/${world.name}`,
      GITHUB_SHA: await world.headOf("main"),
      "INPUT_FAIL-ON": "notice",
    });
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: "supported", conclusion: "success" } });
    expect(run.log).toMatch(
      /^::error title=Kubehop::The job fails: \d+ findings? at or above fail-on: notice\.$/m,
    );
  });

  test("that GitHub does not know fails the job and says what to do", async () => {
    const world = await create(CLUSTER);
    const run = await runBundle(gitHub, {
      GITHUB_EVENT_NAME: "push",
      GITHUB_REPOSITORY: `octo/${world.name}`,
      GITHUB_SHA: "0".repeat(40),
    });
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: "error", conclusion: "failure" } });
    expect(run.log).toMatch(/^::error title=Kubehop::GitHub answered 404/m);
  });

  test.each([
    [{ INPUT_COMMAND: "paln" }, "The input command cannot be"],
    [{ "INPUT_FAIL-ON": "never" }, "The input fail-on cannot be"],
    [{ "INPUT_GITHUB-TOKEN": "" }, "The input github-token is empty"],
    [{ GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: "/nowhere" }, "is not what GitHub sends"],
    [{ INPUT_DIRECTORY: "nowhere" }, "There is no directory"],
  ])("with %j is refused in one sentence", async (environment, message) => {
    const run = await runBundle(gitHub, {
      GITHUB_EVENT_NAME: "push",
      GITHUB_REPOSITORY: "octo/none",
      ...environment,
    });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(message);
    expect(run.summary).toContain("Next:");
  });

  test.skipIf(act === undefined).each(["push", "workflow_dispatch", "schedule"])(
    "of %s that is checked out is read from the workspace",
    async (event) => {
      const world = await create({ "README.md": "x" });
      const run = await runWorkflow({
        gitHub,
        repository: `octo/${world.name}`,
        workflow: STEP.replace("- id: kubehop", "- uses: actions/checkout@v7\n      - id: kubehop"),
        event,
        payload: { repository: await world.repository() },
        files: { "nodes.yaml": nodeList("1.36.6") },
      });
      expect(run.exitCode).toBe(0);
      expect(run.log).toContain("next step sees: supported success");
    },
  );
});

test("the bundle is the same bytes whenever and wherever it is built", async () => {
  const place = await mkdtemp(join(tmpdir(), "kubehop-dist-"));
  const [one, two] = await Promise.all(["one", "two/deeper"].map((name) => built(join(place, name))));
  expect(one).toEqual(two);
  await rm(place, { recursive: true });
});

async function built(directory: string): Promise<readonly string[]> {
  await buildAction(`${process.cwd()}/`, directory);
  return Promise.all(
    ["action.js", "action-playbook.js", "action-post.js", "licenses.txt"].map((name) =>
      readFile(join(directory, name), "utf8"),
    ),
  );
}

function stepFor(cluster: string): string {
  return `uses: acme/kubehop@v1\n        with: { cluster: ${cluster} }`;
}

function fromFork(event: Record<string, never>): object {
  const { pull_request: pull } = event as unknown as { pull_request: { head: object } };
  return { ...event, pull_request: { ...pull, head: { ...pull.head, repo: { id: 987654 } } } };
}

/** Somebody comments, and the reusable workflow runs for it. */
async function onComment(world: World, body: string, person: "octo" | "eve" = "octo") {
  const pull = await world.open(`ask-${Math.trunc(performance.now())}`, { "README.md": "x" });
  const id = await world.comment(pull, person, body);
  const comment = (await world.comments(pull)).find((written) => written.id === id) ?? {};
  const run = await runWorkflow({
    gitHub,
    repository: `octo/${world.name}`,
    workflow: REUSABLE.replace("upgrade-check.outputs.verdict", "upgrade-check.outputs.conclusion"),
    event: "issue_comment",
    payload: await world.commentPayload(pull, comment),
  });
  return { run, pull, id };
}
