import type { Command, CommandEnd, Executor } from "../executor.ts";
import { type BashProcess, startBash } from "./bash.ts";
import { type OutputPipe, OutputPipes } from "./output-pipe.ts";
import { endGroup } from "./process-group.ts";
import { within } from "./within.ts";

/** This machine as a place for commands. */
export interface LocalPlace {
  /** Absolute paths of the two programs that every command needs. */
  readonly bash: string;
  readonly mkfifo: string;
  readonly workingDirectory: string;
  /** A folder of the run, for its pipes. */
  readonly pipes: string;
  /** What every command sees. */
  readonly environment: Readonly<Record<string, string>>;
  /** Told of each command's process group before anything of it is waited for. */
  readonly onGroup: (group: number) => void;
}

/** Commands that are over leave so much time to what they left behind, and those that are ended so much to themselves. */
const LEFT_BEHIND = { milliseconds: 1000 };
const CUT_SHORT = { milliseconds: 5000 };
/** Of `setTimeout`: a longer one would end at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** A shell that hangs in the kernel does not end on SIGKILL; then its end is not waited for. */
const LAST_WAIT_MILLISECONDS = 5000;

/** Runs commands as processes of this machine, one after the other. */
export function localExecutor(place: LocalPlace): Executor {
  const pipes = new OutputPipes(place.pipes, place.mkfifo);
  return { run: (command) => run(command, place, pipes) };
}

async function run(command: Command, place: LocalPlace, pipes: OutputPipes): Promise<CommandEnd> {
  if (command.signal.aborted) return { how: "cancelled" };
  const pipe = opened(pipes, command);
  if ("refused" in pipe) return { how: "not-started", reason: pipe.refused };
  const shell = startBash({
    text: command.text,
    program: place.bash,
    directory: place.workingDirectory,
    environment: { ...place.environment, ...command.environment },
    output: pipe.writeEnd,
  });
  pipe.handOver();
  if (shell.id !== undefined) place.onGroup(shell.id);
  const end = await endOf(shell, command);
  await pipe.drain();
  return end;
}

function opened(pipes: OutputPipes, { onOutput }: Command): OutputPipe | { readonly refused: string } {
  try {
    return pipes.open(onOutput);
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

async function endOf(shell: BashProcess, command: Command): Promise<CommandEnd> {
  const how = await firstOf(shell, command);
  if (shell.id !== undefined) await endGroup(shell.id, how === "exited" ? LEFT_BEHIND : CUT_SHORT);
  if (how !== "exited") {
    await within(shell.ended, LAST_WAIT_MILLISECONDS);
    return { how };
  }
  const end = await shell.ended;
  return "refused" in end ? { how: "not-started", reason: end.refused } : { how, exitCode: end.exitCode };
}

/** The end of the shell counts, not that of what it started: a job in the background does not hold up a command. */
function firstOf(
  { ended }: BashProcess,
  { timeoutMilliseconds, signal }: Command,
): Promise<"exited" | "timed-out" | "cancelled"> {
  return new Promise((resolve) => {
    const limit = Math.min(timeoutMilliseconds, LONGEST_TIMER);
    const timer = setTimeout(() => settle("timed-out"), limit);
    const onAbort = () => settle("cancelled");
    const settle = (how: "exited" | "timed-out" | "cancelled") => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      resolve(how);
    };
    signal.addEventListener("abort", onAbort);
    void ended.then(() => settle("exited"));
  });
}
