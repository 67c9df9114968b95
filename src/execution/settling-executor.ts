import type { Executor } from "./executor.ts";
import { pause } from "./local/within.ts";

/**
 * A container engine goes on with what a client asked for that is gone: a container may appear after its `docker run`
 * was ended. So much later it is there, and a teardown finds it.
 */
const SETTLE_MILLISECONDS = 3000;

/** What a command is called that may take away what an engine has made. */
const ENGINE_WORDS = /\b(?:kind|minikube|docker|podman|nerdctl)\b/;

/** Waits where one of these commands may have to find what an engine is still making for a process that was killed. */
export async function letEngineSettle(
  commands: readonly string[],
  milliseconds = SETTLE_MILLISECONDS,
): Promise<void> {
  if (commands.some((text) => ENGINE_WORDS.test(text))) await pause(milliseconds);
}

/** Waits a moment after each command that was cut short, for what it had asked an engine for. */
export function settlingExecutor(executor: Executor, milliseconds = SETTLE_MILLISECONDS): Executor {
  return {
    async run(command) {
      const end = await executor.run(command);
      if (end.how === "cancelled" || end.how === "timed-out") await pause(milliseconds);
      return end;
    },
  };
}
