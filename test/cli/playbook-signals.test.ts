import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { appeared, temporaryFolder } from "../execution/local-run.ts";

const PLAYBOOK = `playbook:
  name: signalled
  description: Its step hangs, and its teardown waits until it is told to go on.
  recommended_path: 0
  minimum_path: 0
  steps:
    - name: hangs
      description: It hangs.
      variants:
        path_0:
          commands: ['touch started; sleep 1000']
          validates: it hangs
          teardown: ['touch tearing-down; until test -e go-on; do sleep 0.01; done', 'touch torn-down']
    - name: later
      description: It is not reached.
      variants:
        path_0:
          commands: ['touch reached']
          validates: it is reached
          teardown: ['touch later-torn-down']
`;

describe.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s cancels a run", (signal) => {
  test("which ends with 130 after its teardown and its reports", async () => {
    const { directory, child, output } = await started();
    child.kill(signal);
    writeFileSync(join(directory, "go-on"), "");
    expect(await exitCodeOf(child)).toBe(130);
    const run = JSON.parse(output());
    expect(run).toMatchObject({
      result: "cancelled",
      steps: [{ status: "cancelled" }, { status: "not_run" }],
      teardown: [{ step: "later" }, { step: "hangs" }, { step: "hangs" }],
    });
    expect(JSON.parse(readFileSync(join(directory, "out/report.json"), "utf8"))).toEqual(run);
    expect(
      ["later-torn-down", "torn-down", "reached"].map((name) => existsSync(join(directory, name))),
    ).toEqual([true, true, false]);
  });

  test("and a second one does not cut its teardown short", async () => {
    const { directory, child } = await started();
    child.kill(signal);
    await appeared(directory, "tearing-down");
    child.kill(signal);
    writeFileSync(join(directory, "go-on"), "");
    expect([await exitCodeOf(child), existsSync(join(directory, "torn-down"))]).toEqual([130, true]);
  });
});

test("a reader that goes away does not stop the teardown", async () => {
  const { directory, child } = await started();
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.kill("SIGINT");
  writeFileSync(join(directory, "go-on"), "");
  expect([await exitCodeOf(child), existsSync(join(directory, "torn-down"))]).toEqual([130, true]);
});

async function started() {
  const directory = temporaryFolder();
  writeFileSync(join(directory, "p.yaml"), PLAYBOOK);
  const words = ["playbook", "run", "p.yaml", "--format", "json", "--report-dir", "out"];
  const child = spawn(process.execPath, [join(process.cwd(), "src/cli.ts"), ...words], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: directory },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const chunks: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (chunk) => chunks.push(chunk));
  child.stderr.resume();
  await appeared(directory, "started");
  return { directory, child, output: () => chunks.join("") };
}

function exitCodeOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("close", (code) => resolve(code)));
}
