import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PlaybookRun } from "../../src/playbook/playbook-run.ts";
import { kubehop } from "../cli/command-line.ts";
import { temporaryFolder } from "../execution/local-run.ts";
import { zipOf } from "../github/zip-of.ts";
import { type FakeGitHub, startFakeGitHub } from "./github-adapter/github-adapter.ts";
import type { DispatchedRun, JobResult } from "./github-adapter/github-routes.ts";
import { until } from "./github-adapter/until.ts";
import { type Files, World } from "./github-adapter/world.ts";

let gitHub: FakeGitHub;
let count = 0;

beforeAll(async () => {
  gitHub = await startFakeGitHub();
});
afterAll(() => gitHub.close());
beforeEach(() => gitHub.faults.clear());
afterEach(() => gitHub.assertConformance());

const FILE = "playbooks/shop.yaml";

const WORKFLOW: Files = { ".github/workflows/playbook.yml": "on: workflow_dispatch\n" };

/** A playbook whose step writes more than a report holds. */
function playbook({ command = "seq 20000" } = {}): string {
  return `playbook:
  name: shop
  description: The shop counts.
  recommended_path: 0
  minimum_path: 0
  inputs:
    - name: chart
      default: charts/shop
  steps:
    - name: count
      description: It counts.
      variants:
        path_0:
          commands: ["${command}"]
          validates: the shop counts
`;
}

/** A repository on GitHub, its files in a directory here, and what a run of this directory reports. */
async function story({ command = "seq 20000", files = WORKFLOW } = {}) {
  count += 1;
  const text = playbook({ command });
  const name = `runner-${count}`;
  const all = { [FILE]: text, ...files };
  const world = await World.create(gitHub, { name, files: all });
  const directory = temporaryFolder();
  mkdirSync(join(directory, "playbooks"));
  writeFileSync(join(directory, FILE), text);
  const local = await kubehop(`playbook run --report-dir here ${FILE}`, { directory, environment: PLAIN });
  const log = command.startsWith("seq") ? [archived(directory, "output/count-1.log")] : [];
  const artifact = zipOf(archived(directory, "report.json"), ...log);
  return { world, directory, artifact, local, repository: `octo/${name}` };
}

type Story = Awaited<ReturnType<typeof story>>;

const PLAIN = { PATH: process.env.PATH };

function archived(directory: string, name: string) {
  return { name, text: readFileSync(join(directory, "here", name), "utf8") };
}

function environment(): Readonly<Record<string, string | undefined>> {
  return { ...PLAIN, GH_TOKEN: "token-of-octo", GITHUB_API_URL: `http://${gitHub.host}/api/v3` };
}

async function run({ repository, directory }: Story, options = "", given = environment()) {
  const line = `playbook run --executor github=${repository} --format json ${options} ${FILE}`;
  const { out, ...ended } = await kubehop(line, { directory, environment: given });
  return { ...ended, result: JSON.parse(out) as PlaybookRun };
}

function runnersDo(told: Story, work: (run: DispatchedRun) => JobResult): void {
  gitHub.state.runners.set(told.repository, work);
}

function dispatchedOf({ repository }: Story): readonly DispatchedRun[] {
  return gitHub.state.dispatched.filter((each) => each.repository === repository);
}

describe("a run in the runners of GitHub", () => {
  test.each<[string, string, JobResult["conclusion"], number]>([
    ["passes", "seq 20000", "success", 0],
    ["fails", "exit 3", "failure", 1],
  ])("that %s ends, tells and reports as one here", async (...[, command, conclusion, exitCode]) => {
    const told = await story({ command });
    runnersDo(told, () => ({ conclusion, artifact: told.artifact }));
    const { result, ...ended } = await run(told, "--report-dir there");
    expect([ended.exitCode, told.local.exitCode]).toEqual([exitCode, exitCode]);
    expect(result).toEqual(JSON.parse(archived(told.directory, "report.json").text));
    for (const name of ["junit.xml", "report.md", ...result.artifacts]) {
      const [there, here] = ["there", "here"].map((each) =>
        readFileSync(join(told.directory, each, name), "utf8"),
      );
      expect([name, there]).toEqual([name, here]);
    }
    expect(ended.error).toContain(`https://github.com/${told.repository}/actions/runs/`);
  });

  test("is of the default branch's commit, with the inputs, for no pull request", async () => {
    const told = await story();
    runnersDo(told, () => ({ conclusion: "success", artifact: told.artifact }));
    await run(told, "--path 0 --input chart=charts/web");
    const head = await told.world.headOf("main");
    expect(dispatchedOf(told)).toMatchObject([
      {
        workflow: "playbook.yml",
        ref: "main",
        inputs: {
          pull: "0",
          head,
          base: head,
          playbook: FILE,
          path: "0",
          inputs: '{"chart":"charts/web"}',
          "from-pull-request": "true",
          run: expect.stringMatching(/^kubehop-[0-9a-f-]{36}$/),
        },
      },
    ]);
  });

  test("is of another branch's commit with --ref, by the default branch's workflow", async () => {
    const told = await story();
    const head = await told.world.commit("topic", { "more.txt": "x" });
    runnersDo(told, () => ({ conclusion: "success", artifact: told.artifact }));
    await run(told, "--ref topic");
    expect(dispatchedOf(told)).toMatchObject([{ ref: "main", inputs: { head } }]);
  });

  test("takes the workflow that the configuration names", async () => {
    const files = {
      ".github/workflows/validate.yml": "on: workflow_dispatch\n",
      ".github/kubehop.yml": "playbooks:\n  workflow: .github/workflows/validate.yml\n",
    };
    const told = await story({ files });
    runnersDo(told, () => ({ conclusion: "success", artifact: told.artifact }));
    await run(told);
    expect(dispatchedOf(told)).toMatchObject([{ workflow: "validate.yml" }]);
  });

  test("is started once also where the answer to that is lost", async () => {
    const told = await story();
    runnersDo(told, () => ({ conclusion: "success", artifact: told.artifact }));
    gitHub.faults.add({ on: /^POST .*\/dispatches$/, answer: "done-but-lost", times: 1 });
    expect((await run(told)).exitCode).toBe(0);
    expect(dispatchedOf(told)).toHaveLength(1);
  });
});

describe("what the runners report is believed only as far as GitHub bears it out", () => {
  test.each<[string, (artifact: Buffer) => JobResult, RegExp]>([
    ["no report", () => ({ conclusion: "failure" }), /failed before the playbook could report/],
    [
      "a passed run of a failed job",
      (artifact) => ({ conclusion: "failure", artifact }),
      /says passed, and the job ended as failure/,
    ],
    [
      "something else",
      () => ({ conclusion: "success", artifact: zipOf({ name: "report.json", text: "{}" }) }),
      /a report that is none/,
    ],
    [
      "no archive",
      () => ({ conclusion: "success", artifact: Buffer.from("<html>") }),
      /no zip archive that can be read.*actions\/runs/,
    ],
    [
      "another text of the playbook",
      (artifact) => ({ conclusion: "success", artifact: ofAnotherText(artifact) }),
      /of another text of this one/,
    ],
  ])("%s gives the result error", async (_what, result, words) => {
    const told = await story();
    runnersDo(told, () => result(told.artifact));
    const ended = await run(told);
    expect([ended.exitCode, ended.result.result, ended.result.reason]).toEqual([
      3,
      "error",
      expect.stringMatching(words),
    ]);
    expect(ended.result.notValidated).toEqual(["the shop counts"]);
  });
});

describe("nothing is started, and it says what to do,", () => {
  test.each<[string, (told: Story) => void, string, Readonly<Record<string, string>>, RegExp]>([
    ["without a token", () => {}, "", { GH_TOKEN: "" }, /GITHUB_TOKEN nor GH_TOKEN is set.*actions: write/],
    [
      "with a token that is over",
      () => gitHub.faults.add({ on: /^GET \/repos/, answer: { status: 401, message: "Bad credentials" } }),
      "",
      {},
      /answered 401.*actions: write there/,
    ],
    ["with a branch that is not there", () => {}, "--ref gone", {}, /no commit gone.*Push it/],
    [
      "with another text than the commit's",
      ({ directory }) => writeFileSync(join(directory, FILE), playbook({ command: "seq 2" })),
      "",
      {},
      /another text of playbooks\/shop.yaml.*push it/,
    ],
    [
      "without the permission",
      () =>
        gitHub.faults.add({
          on: /^POST .*\/dispatches$/,
          answer: { status: 403, message: "Resource not accessible by personal access token" },
        }),
      "",
      {},
      /lacks the permission `actions: write`.*person's token/,
    ],
  ])("%s", async (...[, arrange, options, variables, words]) => {
    const told = await story();
    arrange(told);
    const { exitCode, result } = await run(told, options, { ...environment(), ...variables });
    expect([exitCode, result.result, result.reason]).toEqual([3, "error", expect.stringMatching(words)]);
    expect(dispatchedOf(told)).toEqual([]);
  });

  test("without a repository, where the working directory has none on GitHub", async () => {
    const { directory } = await story();
    const line = `playbook run --executor github --format json ${FILE}`;
    const { exitCode, out } = await kubehop(line, { directory, environment: environment() });
    expect([exitCode, JSON.parse(out).reason]).toEqual([3, expect.stringMatching(/github=OWNER\/REPO/)]);
  });

  test.each([
    ["github=octo", /--executor cannot be "github=octo"/],
    ["github=octo/shop/more", /cannot be/],
    ["github --resume here/report.json", /--resume cannot go on with a run on GitHub/],
  ])("with --executor %s", async (words, message) => {
    const { directory } = await story();
    const ended = await kubehop(`playbook run --executor ${words} ${FILE}`, { directory });
    expect([ended.exitCode, ended.error]).toEqual([2, expect.stringMatching(message)]);
  });

  test("in a repository without the workflow", async () => {
    const told = await story({ files: {} });
    const { result } = await run(told);
    expect(result.reason).toMatch(/no workflow `\.github\/workflows\/playbook\.yml`/);
  });

  test("for a repository that is not there", async () => {
    const told = await story();
    const { result } = await run({ ...told, repository: "octo/none" });
    expect(result.reason).toMatch(/answered 404.*Check the repository's name/);
  });
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s cancels the workflow and waits until it is over",
  async (signal) => {
    const told = await story();
    const words = ["playbook", "run", "--executor", `github=${told.repository}`, "--format", "json", FILE];
    const child = spawn(process.execPath, [join(process.cwd(), "src/cli.ts"), ...words], {
      cwd: told.directory,
      env: environment(),
    });
    let out = "";
    child.stdout.on("data", (piece: Buffer) => {
      out += piece.toString();
    });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    await until("the run is followed", () =>
      gitHub.requests.some(({ path }) => path.includes(`${told.repository}/actions/runs/`)),
    );
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(dispatchedOf(told)).toMatchObject([{ status: "cancelled" }]);
    expect(JSON.parse(out)).toMatchObject({ result: "cancelled", steps: [{ status: "not_run" }] });
  },
);

/** The same report of another digest. */
function ofAnotherText(artifact: Buffer): Buffer {
  const report = JSON.stringify({ ...PASSED, digest: artifact.length.toString(16).padStart(64, "0") });
  return zipOf({ name: "report.json", text: report });
}

const PASSED: PlaybookRun = {
  schemaVersion: 1,
  playbook: "shop",
  result: "passed",
  path: 0,
  degraded: false,
  steps: [],
  notValidated: [],
  teardown: [],
  missing: { tools: [], files: [] },
  warnings: [],
  artifacts: [],
};
