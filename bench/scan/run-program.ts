import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { watch } from "./watch-process.ts";

/** What one run of a program cost. */
export interface Run {
  /** From before the process is started until it has ended, in milliseconds. */
  readonly wall: number;
  /** CPU of all its threads and of the children that it waited for, in milliseconds. */
  readonly cpu: number;
  /** Its own peak of resident memory in MB, without its children. */
  readonly peak: number;
}

export interface ProgramCall {
  readonly command: string;
  readonly words: readonly string[];
  readonly directory: string;
  /** The files that its standard output and its standard error go to. */
  readonly output: string;
  readonly log: string;
}

/**
 * Runs a program to its end, whatever its exit code: scanners end with many when they find something.
 *
 * @throws Error where it cannot be started
 */
export async function runProgram({ command, words, directory, output, log }: ProgramCall): Promise<Run> {
  const files = [openSync(output, "w"), openSync(log, "w")] as const;
  try {
    const started = performance.now();
    const child = spawn(command, words, { cwd: directory, stdio: ["ignore", ...files] });
    const ended = new Promise<void>((resolve, reject) => {
      child.once("error", reject).once("close", () => resolve());
    });
    const cost = child.pid === undefined ? { cpu: 0, peak: 0 } : watch(child.pid);
    const wall = performance.now() - started;
    await ended;
    return { wall, ...cost };
  } finally {
    files.forEach(closeSync);
  }
}
