import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { archiveLimits, readEntry } from "../github/archive-policy.ts";
import type { SourceFile, Unread } from "../source/finding.ts";

/**
 * Reads one file of a directory as the archive of a commit would give it; what stands against it is the
 * `reason` of the answer. Undefined for files without interest (binary ones).
 */
export function readFile(directory: string, path: string): SourceFile | Unread | undefined {
  try {
    const { size } = statSync(join(directory, path));
    if (size > archiveLimits.file) return { path, reason: tooLarge(size) };
    return readEntry(path, readFileSync(join(directory, path)));
  } catch (error) {
    return { path, reason: `the file cannot be read (${systemCode(error)})` };
  }
}

/** `EACCES` and the like. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

function tooLarge(size: number): string {
  return `the file has ${mebibytes(size)} and at most ${mebibytes(archiveLimits.file)} are read`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`;
}
