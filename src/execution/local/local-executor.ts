import { errorWords } from "../../source/error-words.ts";
import type { Command, CommandEnd, Executor } from "../executor.ts";
import type { BashProcess } from "./bash.ts";
import { Launchers } from "./launchers.ts";
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
  /** Told of the process group of each command that does not end at once. */
  readonly onGroup: (group: number) => void;
}

/** Commands that are over leave so much time to what they left behind, and those that are ended so much to themselves. */
const LEFT_BEHIND = { milliseconds: 1000 };
const CUT_SHORT = { milliseconds: 5000 };
/** Of what ends sooner nothing is noted: that would take longer than it is worth. */
const AT_ONCE_MILLISECONDS = 50;
/** Of `setTimeout`: a longer one would end at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** A shell that hangs in the kernel does not end on SIGKILL; then its end is not waited for. */
const LAST_WAIT_MILLISECONDS = 5000;

/** Runs commands as processes of this machine, one after the other. */
export interface LocalExecutor extends Executor {
  /** Lets go of what starts its processes. */
  readonly close: () => void;
}

export function localExecutor(place: LocalPlace): LocalExecutor {
  const pipes = new OutputPipes(place.pipes, place.mkfifo);
  const launchers = new Launchers(place);
  return { run: (command) => run(command, { place, pipes, launchers }), close: () => launchers.close() };
}

interface Means {
  readonly place: LocalPlace;
  readonly pipes: OutputPipes;
  readonly launchers: Launchers;
}

async function run(command: Command, { place, pipes, launchers }: Means): Promise<CommandEnd> {
  if (command.signal.aborted) return { how: "cancelled" };
  if (tooLong(command)) return { how: "not-started", reason: TOO_LONG };
  const pipe = opened(pipes, command);
  if ("refused" in pipe) return { how: "not-started", reason: pipe.refused };
  const shell = await launchers.of(command.environment).start(command.text, pipe.path);
  const end = await endOf(shell, command, place.onGroup);
  await pipe.drain();
  return end;
}

const NO_PROCESS = { how: "not-started", reason: "the system allows no further process" } as const;
const TOO_LONG = "its text or an input is longer than the 128 KiB that the system lets a program be given";
/** Linux: `MAX_ARG_STRLEN` of execve(2), with the NUL at the end. */
const LONGEST_ARGUMENT = 128 * 1024 - 1;

function tooLong({ text, environment }: Command): boolean {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return [text, ...variables].some((argument) => Buffer.byteLength(argument) > LONGEST_ARGUMENT);
}

function opened(pipes: OutputPipes, { onOutput }: Command): OutputPipe | { readonly refused: string } {
  try {
    return pipes.open(onOutput);
  } catch (error) {
    return { refused: errorWords(error) };
  }
}

async function endOf(
  shell: BashProcess | "killed" | undefined,
  command: Command,
  onGroup: LocalPlace["onGroup"],
): Promise<CommandEnd> {
  if (shell === undefined) return NO_PROCESS;
  if (shell === "killed") return { how: "exited", exitCode: KILLED };
  const timer = setTimeout(onGroup, AT_ONCE_MILLISECONDS, shell.id);
  const how = await firstOf(shell, command);
  clearTimeout(timer);
  await endGroup(shell.id, how === "exited" ? LEFT_BEHIND : CUT_SHORT);
  if (how !== "exited") {
    await within(shell.exitCode, LAST_WAIT_MILLISECONDS);
    return { how };
  }
  const exitCode = await shell.exitCode;
  if (exitCode === undefined) return { how: "exited", exitCode: KILLED };
  return { how, exitCode };
}

/** Whoever ended the launcher ended the command too: a playbook that says `pkill bash`. */
const KILLED = 128 + 9;

/** The end of the shell counts, not that of what it started: a job in the background does not hold up a command. */
function firstOf(
  { exitCode }: BashProcess,
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
    void exitCode.then(() => settle("exited"));
  });
}
