import { describe, expect, test } from "vitest";
import { recordOf } from "../../src/chatops/playbooks/run-record.ts";
import { startServer } from "../../src/server.ts";
import { type AppUnderTest, hurriedClock, SECRET } from "./app-under-test.ts";
import { APP } from "./github-adapter/emulated-github.ts";
import type { DispatchedRun } from "./github-adapter/github-routes.ts";
import { until } from "./github-adapter/until.ts";
import { type Files, type OpenPull, World } from "./github-adapter/world.ts";
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
  inputs:
    - name: chart
      default: charts/shop
      pattern: "charts/[a-z]+"
  steps:
    - name: lint
      description: The chart lints.
      variants:
        path_0:
          commands: ["helm lint \\"$INPUT_CHART\\""]
          validates: the chart is well-formed
        path_1:
          commands: ["helm lint \\"$INPUT_CHART\\""]
          validates: the chart installs
`;
const WORKFLOW = "on: workflow_dispatch\n";
const FILES: Files = { "playbooks/shop.yaml": PLAYBOOK, ".github/workflows/playbook.yml": WORKFLOW };

async function story(files: Files = FILES, change: Files = { "README.md": "hello" }) {
  count += 1;
  const world = await World.create(app.gitHub, { name: `played-${count}`, files, target: app.target });
  await world.give("ada", "write");
  const pull = await world.open("topic", change);
  app.gitHub.requests.length = 0;
  return { world, pull };
}

async function ask(world: World, pull: OpenPull, body: string) {
  const id = await world.comment(pull, "ada", body);
  const reactions = await until("the last reaction", () => {
    const seen = world.reactions(id);
    return ["rocket", "confused", "-1"].includes(seen.at(-1) ?? "") && seen;
  });
  return { id, reactions, answers: await world.answers(pull) };
}

function runsOf(world: World): readonly DispatchedRun[] {
  return app.gitHub.state.dispatched.filter(({ repository }) => repository === `octo/${world.name}`);
}

/** What our app did for a comment; waits long enough for work that must not happen. */
async function traces(world: World, pull: OpenPull, id: number): Promise<readonly unknown[]> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return [...world.reactions(id), ...(await world.answers(pull)), ...runsOf(world)];
}

describe("/playbook list", () => {
  test("says what the base commit holds, and nothing of what the pull request adds", async () => {
    const { world, pull } = await story(FILES, { "playbooks/evil.yaml": PLAYBOOK.replace("shop", "evil") });
    const { reactions, answers } = await ask(world, pull, "/playbook list");
    expect(reactions).toEqual(["eyes", "rocket"]);
    expect(answers.map(({ body }) => body).join()).toMatch(
      /`shop`.*The shop's chart is sound.*path 0 \(static\)/,
    );
    expect(answers[0]?.body).not.toContain("evil");
  });
});

describe("/playbook run", () => {
  test("dispatches the workflow of the default branch at the head, and keeps a comment with a link", async () => {
    const { world, pull } = await story();
    const { id, reactions, answers } = await ask(world, pull, '/playbook run shop path=0 chart="charts/web"');
    expect(reactions).toEqual(["eyes", "rocket"]);
    const [run, ...others] = runsOf(world);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ workflow: "playbook.yml", ref: "main" });
    expect(run?.inputs).toEqual({
      pull: String(pull.number),
      head: await world.headOf("topic"),
      base: await world.headOf("main"),
      playbook: "playbooks/shop.yaml",
      path: "0",
      inputs: '{"chart":"charts/web"}',
      "from-pull-request": "false",
      run: `kubehop-${id}`,
      "comment-author": `${APP.slug}[bot]`,
      "require-recommended": "false",
    });
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toContain(`/actions/runs/${run?.id}`);
    expect(recordOf(answers[0]?.body ?? "")).toMatchObject({ workflowRun: run?.id, status: "started" });
  });

  test("edits its comment when it is asked for again", async () => {
    const { world, pull } = await story();
    await ask(world, pull, "/playbook run shop");
    const { answers } = await ask(world, pull, "/playbook run shop path=0");
    expect(answers).toHaveLength(1);
    expect(runsOf(world)).toHaveLength(2);
  });

  test("keeps a comment for each playbook", async () => {
    const other = { "playbooks/web.yaml": PLAYBOOK.replace("shop", "web") };
    const { world, pull } = await story({ ...FILES, ...other });
    await ask(world, pull, "/playbook run shop");
    const { answers } = await ask(world, pull, "/playbook run web");
    expect(answers.map(({ body }) => recordOf(body)?.name)).toEqual(["shop", "web"]);
    await ask(world, pull, "/kubehop cancel shop");
    expect(runsOf(world).map(({ status }) => status)).toEqual(["cancelled", "in_progress"]);
  });

  test("is not run twice when the same comment is delivered to another process", async () => {
    const { world, pull } = await story();
    const { id } = await ask(world, pull, "/playbook run shop");
    const comment = (await world.comments(pull)).find((written) => written.id === id) ?? {};
    const second = await startServer(app.environment, { clock: hurriedClock() });
    const again = World.join(world, { url: second.url, secret: SECRET });
    await again.send("issue_comment", await world.commentPayload(pull, comment));
    await until(
      "the second rocket",
      () => world.reactions(id).filter((one) => one === "rocket").length === 2,
    );
    await second.close(2_000);
    expect(runsOf(world)).toHaveLength(1);
  });

  test("takes the workflow and the strictness that the configuration of the default branch names", async () => {
    const { world, pull } = await story({
      "playbooks/shop.yaml": PLAYBOOK,
      ".github/workflows/validate.yaml": WORKFLOW,
      ".github/kubehop.yml":
        "playbooks:\n  workflow: .github/workflows/validate.yaml\n  requireRecommended: true\n",
    });
    await ask(world, pull, "/playbook run shop");
    expect(runsOf(world)).toMatchObject([
      { workflow: "validate.yaml", inputs: { "require-recommended": "true" } },
    ]);
  });

  test("takes the pull request's own text only when it is asked to", async () => {
    const { world, pull } = await story(FILES, { "playbooks/new.yaml": PLAYBOOK.replace("shop", "new") });
    const refused = await ask(world, pull, "/playbook run new");
    expect(refused.reactions).toEqual(["eyes", "confused"]);
    expect(runsOf(world)).toEqual([]);
    const { reactions } = await ask(world, pull, "/playbook run new from=pr");
    expect(reactions).toEqual(["eyes", "rocket"]);
    expect(runsOf(world)).toMatchObject([{ inputs: { "from-pull-request": "true" } }]);
  });

  test.each([
    ["a playbook that is not there", "/playbook run shp", /did you mean shop\?/],
    ["an input that is not declared", "/playbook run shop chrt=charts/x", /declares no input/],
    ["a value that does not match", "/playbook run shop chart=/etc", /does not match its pattern/],
    ["a path that it does not have", "/playbook run shop path=3", /cannot be run on path 3/],
    ["no name", "/playbook run", /needs a name/],
    ["a word that is none", "/playbook rn shop", /Did you mean `\/playbook run`/],
  ])("says what is wrong with %s, and starts nothing", async (_what, body, words) => {
    const { world, pull } = await story();
    const { reactions, answers } = await ask(world, pull, body);
    expect(reactions).toEqual(["eyes", "confused"]);
    expect(answers.map((answer) => answer.body).join()).toMatch(words);
    expect(runsOf(world)).toEqual([]);
  });

  test("is not for somebody who may only read, whatever the configuration lets them ask", async () => {
    const { world, pull } = await story({
      ...FILES,
      ".github/kubehop.yml": "commands: { permission: triage }\n",
    });
    await world.give("linus", "triage");
    const id = await world.comment(pull, "linus", "/playbook run shop");
    await until("the refusal", () => world.reactions(id).length > 0);
    expect(world.reactions(id)).toEqual(["-1"]);
    expect(runsOf(world)).toEqual([]);
  });

  test("starts nothing when the branch moves before the dispatch", async () => {
    const { world, pull } = await story();
    app.gitHub.faults.add({
      on: /^POST .*\/issues\/\d+\/comments$/,
      answer: { status: 502, headers: { "retry-after": "60" } },
    });
    const id = await world.comment(pull, "ada", "/playbook run shop");
    await until("the first try of the comment", () =>
      app.gitHub.requests.some(({ method, path }) => method === "POST" && path.endsWith("/comments")),
    );
    await world.commit("topic", { "late.txt": "x" });
    await until("the refusal", () => world.reactions(id).includes("confused"));
    expect((await world.answers(pull))[0]?.body).toMatch(/branch moved/);
    expect(runsOf(world)).toEqual([]);
  });
});

describe("a repository that is not set up says what to do", () => {
  const on = /^POST .*\/dispatches$/;
  test.each([
    ["no workflow file", undefined, /no workflow `?\.github\/workflows\/playbook\.yml/],
    ["no permission", { status: 403, message: "Resource not accessible by integration" }, /actions: write/],
    [
      "Actions disabled",
      { status: 422, message: "Actions has been disabled for this repository." },
      /disabled/,
    ],
    [
      "no trigger",
      { status: 422, message: "Workflow does not have 'workflow_dispatch' trigger" },
      /no trigger/,
    ],
    ["other inputs", { status: 422, message: 'Unexpected inputs provided: ["run"]' }, /other inputs/],
  ])("%s", async (_what, answer, words) => {
    const { world, pull } = await story(answer === undefined ? { "playbooks/shop.yaml": PLAYBOOK } : FILES);
    if (answer !== undefined) app.gitHub.faults.add({ on, answer });
    const { reactions, answers } = await ask(world, pull, "/playbook run shop");
    expect(reactions).toEqual(["eyes", "confused"]);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toMatch(words);
    expect(recordOf(answers[0]?.body ?? "")).toBeUndefined();
  });

  test("a server that does not tell its runs is asked without wishing for it", async () => {
    const { world, pull } = await story();
    const answer = { status: 422, message: '"return_run_details" is not a permitted key.' };
    app.gitHub.faults.add({ on, answer, times: 1 });
    const { reactions, answers } = await ask(world, pull, "/playbook run shop");
    expect(reactions).toEqual(["eyes", "rocket"]);
    expect(runsOf(world)).toHaveLength(1);
    expect(answers[0]?.body).toContain("/actions/workflows/playbook.yml");
    const cancelled = await ask(world, pull, "/kubehop cancel");
    expect(cancelled.reactions).toEqual(["eyes", "rocket"]);
    expect(runsOf(world)).toMatchObject([{ status: "cancelled" }]);
  });

  test("a dispatch whose answer is lost is not made twice", async () => {
    const { world, pull } = await story();
    app.gitHub.faults.add({ on, answer: "done-but-lost", times: 1 });
    const { reactions } = await ask(world, pull, "/playbook run shop");
    expect(reactions).toEqual(["eyes", "rocket"]);
    expect(runsOf(world)).toHaveLength(1);
  });
});

describe("cancel and retry", () => {
  test.each(["/kubehop cancel", "/kubehop cancel shop", "/cancel"])("%s cancels the run", async (body) => {
    const { world, pull } = await story();
    await ask(world, pull, "/playbook run shop");
    const { reactions } = await ask(world, pull, body);
    expect(reactions).toEqual(["eyes", "rocket"]);
    expect(runsOf(world)).toMatchObject([{ status: "cancelled" }]);
  });

  test.each(["/kubehop retry", "/retry"])("%s runs it again at the current head", async (body) => {
    const { world, pull } = await story();
    await ask(world, pull, "/playbook run shop path=0 chart=charts/web");
    const head = await world.commit("topic", { "more.txt": "x" });
    await ask(world, pull, body);
    expect(runsOf(world)).toMatchObject([
      {},
      { inputs: { head, path: "0", inputs: '{"chart":"charts/web"}' } },
    ]);
  });

  test("a retry never takes the pull request's own text at a commit that nobody allowed", async () => {
    const { world, pull } = await story();
    await ask(world, pull, "/playbook run shop from=pr");
    await world.commit("topic", { "playbooks/shop.yaml": PLAYBOOK.replace("helm lint", "curl evil") });
    const { reactions, answers } = await ask(world, pull, "/retry");
    expect(reactions).toEqual(["eyes", "confused"]);
    expect(answers.map((answer) => answer.body).join()).toMatch(/allowed for/);
    expect(runsOf(world)).toHaveLength(1);
  });

  test.each(["/cancel", "/retry", "/cancel build", "/retry all"])(
    "%s is another bot's where no playbook of ours was run",
    async (body) => {
      const { world, pull } = await story();
      const id = await world.comment(pull, "ada", body);
      expect(await traces(world, pull, id)).toEqual([]);
    },
  );

  test.each(["/kubehop cancel", "/kubehop retry"])("%s says that there is no run", async (body) => {
    const { world, pull } = await story();
    const { reactions, answers } = await ask(world, pull, body);
    expect(reactions).toEqual(["eyes", "confused"]);
    expect(answers[0]?.body).toMatch(/No playbook (?:runs|was run) for this pull request/);
  });
});
