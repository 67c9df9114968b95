import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";

/** A text for bash, and what its process gets. */
export interface BashText {
  readonly text: string;
  /** Absolute path of bash. */
  readonly program: string;
  readonly directory: string;
  /** All that it sees: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** The file descriptor that becomes its standard output and error. */
  readonly output: number;
}

/** `refused`: it never ran. */
export type BashEnd = { readonly exitCode: number } | { readonly refused: string };

export interface BashProcess {
  /** Also the id of its process group and session; undefined where it was refused. */
  readonly id: number | undefined;
  readonly ended: Promise<BashEnd>;
}

/**
 * Starts `bash --noprofile --norc -eo pipefail -c TEXT`, as GitHub Actions does, in a session of its own and
 * without input. The text is one argument of the program: it is never part of another text.
 */
export function startBash(start: BashText): BashProcess {
  const first = spawned(start, start.directory);
  if (first.id !== undefined) return first;
  // A playbook may take away the directory it runs in. As in a shell, what needs none still runs.
  const second = spawned(start, undefined);
  return second.id === undefined ? first : second;
}

function spawned(start: BashText, directory: string | undefined): BashProcess {
  try {
    const child = spawn(start.program, ["--noprofile", "--norc", "-eo", "pipefail", "-c", start.text], {
      ...(directory === undefined ? {} : { cwd: directory }),
      env: start.environment,
      stdio: ["ignore", start.output, start.output],
      detached: true,
    });
    return { id: child.pid, ended: endOf(child) };
  } catch (error) {
    return { id: undefined, ended: Promise.resolve({ refused: refusal(error) }) };
  }
}

function endOf(child: ChildProcess): Promise<BashEnd> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ refused: refusal(error) }));
    child.once("exit", (code, signal) => resolve({ exitCode: code ?? exitCodeOf(signal) }));
  });
}

/** 128 + the signal's number, as a shell says it. */
function exitCodeOf(signal: NodeJS.Signals | null): number {
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

const REFUSALS: ReadonlyMap<string, string> = new Map([
  ["E2BIG", "its text or an input is longer than the system lets a program be given (128 KiB as a rule)"],
  ["EAGAIN", "the system allows no further process"],
  ["ENOENT", "bash or the working directory is not there"],
  ["ENOMEM", "the system has no memory for a further process"],
]);

function refusal(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return REFUSALS.get(code) ?? `bash could not be started (${code})`;
}

/** Makes a named pipe that only this user may open; false where it could not. */
export function makeNamedPipe(program: string, path: string): boolean {
  return spawnSync(program, ["-m", "600", path], { stdio: "ignore" }).status === 0;
}
