import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Command, Executor } from "../../../src/execution/executor.ts";
import { thawingExecutor } from "../../../src/execution/kind/frozen-processes.ts";
import { isRunning } from "../local-run.ts";

const FREEZER = "/sys/fs/cgroup/freezer";
const whyNotHere = reason();
if (whyNotHere !== undefined) console.info(`skipped: what cgroup v1 keeps frozen: ${whyNotHere}`);

const COMMAND: Command = {
  text: "kind delete cluster",
  timeoutMilliseconds: 60_000,
  environment: {},
  onOutput: () => {},
  signal: new AbortController().signal,
};

test("where there is no cgroup v1 an executor stays what it is", () => {
  const executor = endingWith(async () => {});
  expect(thawingExecutor(executor, "/nowhere")).toBe(executor);
});

describe.skipIf(whyNotHere !== undefined)("what cgroup v1 keeps frozen while a command runs", () => {
  test("ends where it was killed, and stays where it was not", async () => {
    const container = frozenGroups();
    const killed = await container.process("killed");
    const paused = await container.process("paused");
    process.kill(killed, "SIGKILL");
    expect(isRunning(killed)).toBe(true);
    await thawingExecutor(whenGone(killed), container.path).run(COMMAND);
    expect([isRunning(paused), container.state("paused")]).toEqual([true, "FROZEN"]);
  });

  test("stays where one of a group was not killed", async () => {
    const container = frozenGroups();
    const killed = await container.process("both");
    await container.process("both");
    const other = await container.process("other");
    for (const id of [killed, other]) process.kill(id, "SIGKILL");
    await thawingExecutor(whenGone(other), container.path).run(COMMAND);
    expect([isRunning(killed), container.state("both")]).toEqual([true, "FROZEN"]);
  });
});

function reason(): string | undefined {
  try {
    accessSync(FREEZER, constants.W_OK);
    return undefined;
  } catch {
    return `${FREEZER} is not there, or not this user's to write`;
  }
}

function endingWith(work: () => Promise<void>): Executor {
  return {
    async run() {
      await work();
      return { how: "exited", exitCode: 0 };
    },
  };
}

/** A command that ends when a process has ended, as an engine waits for one that it kills. */
function whenGone(id: number): Executor {
  return endingWith(async () => {
    while (isRunning(id)) await setTimeout(20);
  });
}

/** Groups of frozen processes inside another one, all of which end with the test. */
function frozenGroups() {
  const path = join(FREEZER, `kubehop-test-${process.pid}-${crypto.randomUUID()}`);
  const processes: ChildProcess[] = [];
  const groups = new Set<string>();
  const write = (group: string, file: string, text: string) => writeFileSync(join(path, group, file), text);
  onTestFinished(async () => {
    for (const group of groups) write(group, "freezer.state", "THAWED");
    for (const child of processes) child.kill("SIGKILL");
    for (const { pid = 0 } of processes) while (isRunning(pid)) await setTimeout(20);
    for (const group of [...groups, "."]) rmdirSync(join(path, group));
  });
  return {
    path,
    async process(group: string): Promise<number> {
      const child = spawn("sleep", ["1000"], { stdio: "ignore" });
      const { pid = 0 } = child;
      processes.push(child);
      groups.add(group);
      mkdirSync(join(path, group), { recursive: true });
      write(group, "freezer.state", "THAWED");
      write(group, "cgroup.procs", String(pid));
      write(group, "freezer.state", "FROZEN");
      while (this.state(group) !== "FROZEN") await setTimeout(5);
      return pid;
    },
    state: (group: string) => readFileSync(join(path, group, "freezer.state"), "latin1").trim(),
  };
}
