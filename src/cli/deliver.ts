import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { KubehopError } from "../source/kubehop-error.ts";
import type { Invocation } from "./command.ts";
import type { Terminal } from "./terminal.ts";

/** A file of a bundle; `path` is relative to the bundle's directory. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: boolean;
}

/** Writes a report to `--output` or, without it, to standard output. */
export function deliver(text: string, invocation: Invocation, terminal: Terminal): void {
  const complete = text.endsWith("\n") ? text : `${text}\n`;
  const output = invocation.options.get("output");
  if (output === undefined) {
    terminal.out.write(complete);
    return;
  }
  writeFiles(dirname(resolve(terminal.workingDirectory, output)), [
    { path: resolve(terminal.workingDirectory, output), text: complete },
  ]);
  terminal.error.write(`Wrote ${output}\n`);
}

/** Writes a bundle of files into the directory `--output`, which is made where it is missing. */
export function deliverBundle(
  files: readonly OutputFile[],
  invocation: Invocation,
  terminal: Terminal,
): void {
  const output = invocation.options.get("output");
  if (output === undefined) {
    throw new KubehopError({
      code: "usage",
      message: "`--format scripts` makes several files, and standard output takes one.",
      remedy: "Name a directory for them: --output upgrade/.",
    });
  }
  writeFiles(resolve(terminal.workingDirectory, output), files);
  terminal.error.write(`Wrote ${files.length} files to ${output}\n`);
}

function writeFiles(directory: string, files: readonly OutputFile[]): void {
  for (const { path, text, executable } of files) {
    const target = resolve(directory, path);
    try {
      makeDirectory(dirname(target));
      writeFileSync(target, text, { mode: executable === true ? 0o755 : 0o644 });
    } catch (error) {
      throw notWritten(target, error);
    }
  }
}

/** Node.js's own `recursive` never comes back where a parent refuses its children with ENOENT, as /proc does. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
}

function notWritten(target: string, error: unknown): KubehopError {
  const reason = error instanceof Error ? error.message.replace(/, \w+ '.*$/s, "") : String(error);
  return new KubehopError({
    code: "output-not-written",
    message: `${JSON.stringify(target)} could not be written: ${reason}.`,
    remedy: "Name a place that this user may write to.",
    cause: error,
  });
}
