import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { temporaryFolder } from "../execution/local-run.ts";
import { kubehop } from "./command-line.ts";

const REPORTS = ["junit.xml", "report.html", "report.json", "report.md", "summary.md"];

const MISSING_TOOL = "prerequisites: { tools: [{ name: no-such-tool, required_for_paths: [0] }] }";

afterEach(() => void vi.unstubAllEnvs());

describe("the exit code of playbook run says how it ended:", () => {
  test.each<[string, [command: string, more?: string], [number, string]]>([
    ["0 where all steps passed", ["true"], [0, "passed"]],
    ["1 where one failed", ["exit 3"], [1, "failed"]],
    ["3 where a file is missing", ["true", "prerequisites: { files: [{ path: gone }] }"], [3, "error"]],
    ["3 where no path can be taken", ["true", MISSING_TOOL], [3, "error"]],
  ])("%s", async (_, document, [exitCode, result]) => {
    const directory = withPlaybook(...document);
    const done = await run(directory, "--report-dir out");
    expect([done.exitCode, done.json.result]).toEqual([exitCode, result]);
    expect(readdirSync(join(directory, "out")).toSorted()).toEqual(REPORTS);
  });

  test("2 where the document is invalid, and nothing is printed, written or run", async () => {
    const directory = withPlaybook("touch ran", "minimum: 1");
    const { exitCode, out, error } = await kubehopIn(directory, "playbook run p.yaml --report-dir reports");
    expect([exitCode, out, readdirSync(directory)]).toEqual([2, "", ["p.yaml"]]);
    expect(error).toMatch(/^p\.yaml:\d+:\d+: error: /);
  });

  test("3 where the reports could not be written, before anything is run", async () => {
    const directory = withPlaybook("touch ran");
    const { exitCode, json } = await run(directory, "--report-dir p.yaml/reports");
    expect([exitCode, json.result, existsSync(join(directory, "ran"))]).toEqual([3, "error", false]);
  });
});

test("a run that lacks something names it, and runs nothing", async () => {
  const directory = withPlaybook("touch ran", "prerequisites: { files: [{ path: p.yaml }, { path: gone }] }");
  const { json } = await run(directory);
  expect(json).toMatchObject({
    reason: "Files are missing: gone.",
    missing: { tools: [], files: ["gone"] },
    steps: [{ status: "not_run" }],
    notValidated: ["it works"],
    teardown: [],
  });
  expect(existsSync(join(directory, "ran"))).toBe(false);
});

test("a run that lacks a tool and a file names both", async () => {
  const lacks =
    "prerequisites: { tools: [{ name: no-such-tool, required_for_paths: [0] }], files: [{ path: gone }] }";
  const directory = withPlaybook("touch ran", lacks);
  const { json } = await run(directory);
  expect(json.missing).toEqual({ tools: ["no-such-tool"], files: ["gone"] });
  expect(json.reason).toMatch(/no-such-tool is not on PATH.*Files are missing: gone\.$/);
});

describe("inputs", () => {
  const INPUTS = `inputs:
    - { name: chart, required: true, pattern: "[a-z/]+" }
    - { name: release, default: shop }
    - { name: extra }`;

  test("reach commands as variables in capitals, with their defaults", async () => {
    const directory = withPlaybook('echo "$INPUT_CHART $INPUT_RELEASE"; env | grep -c EXTRA || true', INPUTS);
    const { json } = await run(directory, "--input chart=charts/shop");
    expect(json.steps[0].outputExcerpt).toBe("charts/shop shop\n0\n");
  });

  test.each([
    ["is required and missing", ""],
    ["is required and empty", "--input chart="],
    ["is not declared", "--input chart=a --input chrat=b"],
    ["does not match its pattern as a whole", "--input chart=a;b"],
    ["has no value", "--input chart"],
    ["is given twice", "--input chart=a --input chart=b"],
  ])("end the run with 2 where one %s", async (_, words) => {
    const directory = withPlaybook("touch ran", INPUTS);
    const { exitCode, error } = await kubehopIn(directory, `playbook run p.yaml ${words}`);
    expect([exitCode, existsSync(join(directory, "ran"))]).toEqual([2, false]);
    expect(error).toMatch(/chart|chrat/);
  });
});

test("a long output is in the report as an excerpt, and whole as an artifact", async () => {
  const directory = withPlaybook("seq 100000");
  const { json } = await run(directory, "--report-dir out");
  expect(json.artifacts).toEqual(["output/step-1.log"]);
  expect(readFileSync(join(directory, "out/output/step-1.log"), "utf8")).toMatch(/^1\n2\n[\d\n]*\n100000\n$/);
  expect(json.steps[0].outputExcerpt).toMatch(/^1\n.*\n\[… \d+ bytes left out …\]\n.*\n100000\n$/s);
});

test("secrets are in no report and no artifact", async () => {
  const token = `ghp_${"a1B2".repeat(9)}`;
  const directory = withPlaybook(`seq 100000; echo ${token}`);
  const { json, out } = await run(directory, "--report-dir out");
  const written = [...REPORTS, ...json.artifacts].map((name) =>
    readFileSync(join(directory, "out", name), "utf8"),
  );
  expect([out, ...written].filter((text) => text.includes(token))).toEqual([]);
});

test("nothing of a run is left in the state or among temporary files", async () => {
  const directory = withPlaybook('dirname "$HOME" > folder; mktemp');
  await run(directory);
  const folder = readFileSync(join(directory, "folder"), "utf8").trim();
  expect([folder, join(directory, ".local/state/kubehop")].filter((path) => existsSync(path))).toEqual([]);
});

test("a run whose home can hold no note is noted among temporary files", async () => {
  const directory = withPlaybook("true");
  const environment = { PATH: process.env.PATH, HOME: "/proc/nobody" };
  const { exitCode } = await kubehop("playbook run p.yaml", { directory, environment });
  expect(exitCode).toBe(0);
});

test("a run that can be noted nowhere is not begun, and says what would help", async () => {
  const directory = withPlaybook("touch ran");
  const environment = { PATH: process.env.PATH, HOME: "/proc/nobody" };
  vi.stubEnv("TMPDIR", "/proc/nowhere");
  const { exitCode, out } = await kubehop("playbook run p.yaml", { directory, environment });
  expect([exitCode, existsSync(join(directory, "ran"))]).toEqual([3, false]);
  expect(out).toContain("Let XDG_STATE_HOME or TMPDIR name a folder that this user may write to.");
});

describe("playbook run --resume", () => {
  const STEPS = `- { name: first, description: d, variants: { path_0: { commands: [echo first >> trace], validates: a } } }
    - { name: second, description: d, variants: { path_0: { commands: [test -e ready], validates: b } } }`;

  test("does not run again what passed before", async () => {
    const directory = withPlaybook("true", "", STEPS);
    expect((await run(directory, "--report-dir out")).json.result).toBe("failed");
    writeFileSync(join(directory, "ready"), "");
    const { json } = await run(directory, "--resume out/report.json");
    expect(json.steps.map(({ status }: { status: string }) => status)).toEqual(["passed", "passed"]);
    expect(readFileSync(join(directory, "trace"), "utf8")).toBe("first\n");
  });

  test("refuses the run of another document", async () => {
    const directory = withPlaybook("true");
    await run(directory, "--report-dir out");
    writeFileSync(join(directory, "p.yaml"), `${readFileSync(join(directory, "p.yaml"), "utf8")}# changed\n`);
    const { exitCode, error } = await kubehopIn(directory, "playbook run p.yaml --resume out/report.json");
    expect([exitCode, error]).toEqual([2, expect.stringContaining("is of another document")]);
  });
});

test("several playbooks are told in the order of the command line, each with reports of its own", async () => {
  const directory = withPlaybook("true");
  writeFileSync(join(directory, "fails.yaml"), playbook("false").replace("name: sample", "name: fails"));
  const words = "playbook run fails.yaml p.yaml p.yaml --parallel 3 --format json --report-dir out";
  const { exitCode, out } = await kubehopIn(directory, words);
  const { runs } = JSON.parse(out);
  expect(exitCode).toBe(1);
  expect(runs.map(({ file, result }: { file: string; result: string }) => [file, result])).toEqual([
    ["fails.yaml", "failed"],
    ["p.yaml", "passed"],
    ["p.yaml", "passed"],
  ]);
  expect(readdirSync(join(directory, "out")).toSorted()).toEqual(["fails", "sample", "sample.2"]);
});

function playbook(command: string, more = "", steps?: string): string {
  const step = `- name: step
      description: It does it.
      variants: { path_0: { commands: [${JSON.stringify(command)}], validates: it works } }`;
  return `playbook:
  name: sample
  description: A sample.
  recommended_path: 0
  minimum_path: 0
  ${more}
  steps:
    ${steps ?? step}
`;
}

function withPlaybook(command: string, more?: string, steps?: string): string {
  const directory = temporaryFolder();
  writeFileSync(join(directory, "p.yaml"), playbook(command, more, steps));
  return directory;
}

function kubehopIn(directory: string, line: string) {
  return kubehop(line, { directory, environment: { PATH: process.env.PATH, HOME: directory } });
}

async function run(directory: string, words = "") {
  const done = await kubehopIn(directory, `playbook run p.yaml --format json ${words}`);
  return { ...done, json: JSON.parse(done.out) };
}
