import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { appeared, isRunning, testRun, told } from "./local-run.ts";

const STOPPED_AND_CONTINUED = `
(until [[ "$(< /proc/$$/stat)" == *") T "* ]]; do :; done; kill -CONT $$) &
kill -STOP $$
exit 9`;
const IGNORES_SIGTERM = `
bash -c 'trap "" TERM; echo "$$" > pid; while :; do sleep 1; done' &
until test -s pid; do :; done
cat pid`;
const EXITED = (exitCode: number) => ({ how: "exited", exitCode });

describe("a command ends", () => {
  test.each([
    ["with its exit code", "exit 255", 255],
    ["at the first part that fails", "false; echo never", 1],
    ["at a part of a pipe that fails", "false | cat", 1],
    ["by a signal of its own, as a shell says it", "kill -KILL $$", 137],
    ["by SIGINT, which it may trap", "trap 'exit 5' INT; kill -INT $$", 5],
    ["as the program that takes its place", "exec bash -c 'exit 7'", 7],
    ["by the end of what starts it", "kill -KILL $PPID; sleep 60", 137],
    ["when it was stopped and goes on", STOPPED_AND_CONTINUED, 9],
  ])("%s", async (_, text, exitCode) => {
    expect((await told(testRun(), text)).end).toEqual(EXITED(exitCode));
  });
});

test("a command does not see how it is given its text", async () => {
  const { output } = await told(
    testRun(),
    "for fd in 0 1 2 3 4; do readlink /proc/$$/fd/$fd || echo none; done",
  );
  expect(output.split("\n").map((line) => line.replace(/.*(?=output-)/, ""))).toEqual([
    "/dev/null",
    "output-1",
    "output-1",
    "none",
    "none",
    "",
  ]);
});

describe("a command's output", () => {
  test.each([
    ["keeps the order of output and errors", "echo 1; echo 2 >&2; echo 3", "1\n2\n3\n"],
    ["can be written by the names of its files", "echo 1 >/dev/stdout; echo 2 >/dev/stderr", "1\n2\n"],
    ["is given byte for byte", String.raw`printf 'a\0\1\177b'`, "a\0\u0001\u007fb"],
    ["is what it was before the command closed it", "echo before; exec >&- 2>&-; true", "before\n"],
  ])("%s", async (_, text, output) => {
    expect(await told(testRun(), text)).toEqual({ end: EXITED(0), output });
  });

  test("is whole, however long it is", async () => {
    const { output } = await told(testRun(), "seq 200000");
    expect([output.length, output.endsWith("\n200000\n")]).toEqual([1_288_895, true]);
  });
});

describe("a command sees", () => {
  test("no input", async () => {
    expect((await told(testRun(), "cat; read -r line || echo none")).output).toBe("none\n");
  });

  test("its text as one argument, whatever is in it", async () => {
    const text = "printf '%s|' \"$#\" 'a\nb' \"'\" '$(exit 3)' \"`echo c`\"";
    expect((await told(testRun(), text)).output).toBe("0|a\nb|'|$(exit 3)|c|");
  });

  test("an allow-list of variables, and what was given to it", async () => {
    const { output } = await told(testRun(), "env", { environment: { INPUT_WHO: "a b\nc" } });
    const names = output.split("\n").flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect(names.toSorted()).toEqual(
      [
        "CI",
        "HOME",
        "INPUT_WHO",
        "KUBECONFIG",
        "KUBEHOP_RUN_ID",
        "LANG",
        "NO_COLOR",
        "PATH",
        "PWD",
        "SHLVL",
        "TERM",
      ]
        .concat("TMPDIR", "_")
        .toSorted(),
    );
    expect(output).toContain("INPUT_WHO=a b\nc\n");
  });

  test("the home that earlier commands of the run left, and no directory or variable of theirs", async () => {
    const run = testRun();
    await told(run, "echo kept > ~/state; cd /; export GONE=1");
    const { output } = await told(run, 'cat ~/state; echo "[$GONE]"; pwd');
    expect(output).toBe(`kept\n[]\n${run.directory}\n`);
  });

  test("the same directory although one before it took that away", async () => {
    const run = testRun();
    await told(run, 'rm -rf "$PWD"');
    expect((await told(run, "echo still here")).end).toEqual(EXITED(0));
  });

  test("a new temporary folder where one before it swept all away", async () => {
    const run = testRun();
    await told(run, 'rm -rf "$(dirname "$TMPDIR")"');
    expect((await told(run, "echo still here")).output).toBe("still here\n");
  });
});

describe("what a command leaves running is ended with it:", () => {
  test.each([
    ["a job in the background", 'sleep 1000 & echo "$!"'],
    ["one that ignores SIGTERM", IGNORES_SIGTERM],
    ["one that holds no pipe", 'sleep 1000 >/dev/null 2>&1 & echo "$!"'],
  ])("%s", async (_, text) => {
    const { end, output } = await told(testRun(), text);
    expect([end, isRunning(Number(output))]).toEqual([EXITED(0), false]);
  });

  test("one that left its group, at the end of the run", async () => {
    const run = testRun();
    const { output } = await told(
      run,
      "setsid bash -c 'echo \"$$\" > pid; exec sleep 1000' & until test -s pid; do :; done; cat pid",
    );
    const wasRunning = isRunning(Number(output));
    await run.end();
    expect([wasRunning, isRunning(Number(output))]).toEqual([true, false]);
  });
});

test("a client that makes a container finishes before its command is ended", async () => {
  const run = testRun();
  const client = '#!/bin/bash\ntouch asked; sleep 0.3; echo "$1" > made\n';
  writeFileSync(join(run.directory, "docker"), client, { mode: 0o755 });
  const stop = new AbortController();
  const ended = told(run, "./docker create image; true", { signal: stop.signal });
  await appeared(run.directory, "asked");
  stop.abort();
  expect((await ended).end).toEqual({ how: "cancelled" });
  expect(readFileSync(join(run.directory, "made"), "utf8")).toBe("create\n");
});

describe("a command that is ended from outside takes all that it started with it", () => {
  const HANGS = "sleep 1000 & echo $! > pid; mv pid started; wait";

  test("when its time is over", async () => {
    const run = testRun();
    const { end } = await told(run, HANGS, { timeoutMilliseconds: 1500 });
    expect([end.how, isRunning(childOf(run.directory))]).toEqual(["timed-out", false]);
  });

  test("when the run is cancelled", async () => {
    const run = testRun();
    const controller = new AbortController();
    const running = told(run, HANGS, { signal: controller.signal });
    await appeared(run.directory, "started");
    controller.abort();
    const { end } = await running;
    expect([end.how, isRunning(childOf(run.directory))]).toEqual(["cancelled", false]);
  });

  test("and may clean up on SIGTERM first", async () => {
    const run = testRun();
    const controller = new AbortController();
    const text = "trap 'echo cleaned; exit' TERM; touch started; while :; do sleep 0.01; done";
    const running = told(run, text, { signal: controller.signal });
    await appeared(run.directory, "started");
    controller.abort();
    expect((await running).output).toContain("cleaned\n");
  });
});

describe("a command is not started", () => {
  test("where the system could not be given its text", async () => {
    const { end } = await told(testRun(), `: ${"x".repeat(128 * 1024)}`);
    expect(end).toMatchObject({ how: "not-started", reason: expect.stringContaining("128 KiB") });
  });

  test("once the run is cancelled", async () => {
    const run = testRun();
    const { end } = await told(run, "touch started", { signal: AbortSignal.abort() });
    expect(end).toEqual({ how: "cancelled" });
    expect(() => rmSync(join(run.directory, "started"))).toThrow("ENOENT");
  });
});

function childOf(directory: string): number {
  return Number(readFileSync(join(directory, "started"), "utf8"));
}
