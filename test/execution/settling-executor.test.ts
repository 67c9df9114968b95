import { expect, test, vi } from "vitest";
import type { Command, CommandEnd } from "../../src/execution/executor.ts";
import { letEngineSettle, settlingExecutor } from "../../src/execution/settling-executor.ts";

const COMMAND: Command = {
  text: "kind create cluster",
  timeoutMilliseconds: 1000,
  environment: {},
  onOutput: () => {},
  signal: new AbortController().signal,
};

/** Whether it waits, told by a clock that does not move by itself. */
async function waits(work: () => Promise<unknown>): Promise<boolean> {
  vi.useFakeTimers();
  try {
    let isDone = false;
    const done = work().finally(() => {
      isDone = true;
    });
    await vi.advanceTimersByTimeAsync(1);
    const didWait = !isDone;
    await vi.advanceTimersByTimeAsync(60_000);
    await done;
    return didWait;
  } finally {
    vi.useRealTimers();
  }
}

test.each<[CommandEnd, boolean]>([
  [{ how: "cancelled" }, true],
  [{ how: "timed-out" }, true],
  [{ how: "exited", exitCode: 1 }, false],
  [{ how: "not-started", reason: "no bash" }, false],
])("after a command that ended as %j an engine is given time: %s", async (end, expected) => {
  const executor = settlingExecutor({ run: () => Promise.resolve(end) });
  expect(await waits(() => executor.run(COMMAND))).toBe(expected);
});

test.each([
  ["kind delete cluster --name shop", true],
  ["docker rm -f web", true],
  ["kubectl delete namespace shop", false],
])("before a sweep runs %j it is given time: %s", async (text, expected) => {
  expect(await waits(() => letEngineSettle(["true", text]))).toBe(expected);
});
