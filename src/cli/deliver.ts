import { closeSync, openSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { makeDirectory } from "../execution/local/make-directory.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import type { Invocation } from "./command.ts";
import type { Terminal } from "./terminal.ts";

/** A file of a bundle; `path` is relative to the bundle's directory. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: boolean;
}

/**
 * Writes a report to `--output` or, without it, to standard output. A long one comes in pieces, so that it
 * is never held whole.
 */
export function deliver(report: string | Iterable<string>, invocation: Invocation, terminal: Terminal): void {
  const pieces = largePieces(typeof report === "string" ? [report] : report);
  const output = outputOf(invocation);
  if (output === undefined) {
    for (const piece of pieces) terminal.out.write(piece);
    return;
  }
  writeFile(resolve(terminal.workingDirectory, output), pieces, 0o644);
  terminal.error.write(`Wrote ${output}\n`);
}

/** Writes a bundle of files into the directory `--output`, which is made where it is missing. */
export function deliverBundle(
  files: readonly OutputFile[],
  invocation: Invocation,
  terminal: Terminal,
): void {
  const output = outputOf(invocation);
  if (output === undefined) {
    throw new KubehopError({
      code: "usage",
      message: "`--format scripts` makes several files, and standard output takes one.",
      remedy: "Name a directory for them: --output upgrade/.",
    });
  }
  const directory = resolve(terminal.workingDirectory, output);
  for (const { path, text, executable } of files) {
    writeFile(resolve(directory, path), [text], executable === true ? 0o755 : 0o644);
  }
  terminal.error.write(`Wrote ${files.length} files to ${output}\n`);
}

/** The file or directory to write; undefined for standard output, which `-` names too. */
export function outputOf({ options }: Invocation): string | undefined {
  const output = options.get("output");
  return output === "-" ? undefined : output;
}

/** Each write is a call of the system: small pieces are gathered to this many characters. */
const LARGE = 64 * 1024;

/** The same text in pieces worth a write of their own, with a line feed at its end. */
function* largePieces(pieces: Iterable<string>): Generator<string> {
  let gathered: string[] = [];
  let length = 0;
  let last = "";
  for (const piece of pieces) {
    gathered.push(piece);
    length += piece.length;
    last = piece;
    if (length < LARGE) continue;
    yield gathered.join("");
    gathered = [];
    length = 0;
  }
  if (!last.endsWith("\n")) gathered.push("\n");
  if (gathered.length > 0) yield gathered.join("");
}

function writeFile(target: string, pieces: Iterable<string>, mode: number): void {
  try {
    makeDirectory(dirname(target));
    const file = openSync(target, "w", mode);
    try {
      for (const piece of pieces) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw notWritten(target, error);
  }
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
