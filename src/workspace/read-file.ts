import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { sep } from "node:path";
import { archiveLimits, readEntry } from "../github/archive-policy.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { countRead } from "./engine-settings.ts";

/**
 * Reads one file of a directory as the archive of a commit would give it; what stands against it is the
 * `reason` of the answer. Undefined for files without interest (binary ones).
 */
export function readFile(directory: string, path: string): SourceFile | Unread | undefined {
  try {
    const file = openSync(`${directory}${sep}${path}`, "r");
    try {
      const filled = readSync(file, room, 0, room.length, null);
      if (filled < room.length) return entryOf(path, room.subarray(0, filled));
      const { size } = fstatSync(file);
      return size > archiveLimits.file
        ? { path, reason: tooLarge(size) }
        : entryOf(path, remainderOf(file, size, filled));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { path, reason: `the file cannot be read (${systemCode(error)})` };
  }
}

/** Files are read one after the other and decoded at once, so that all but the largest share one room. */
const room = Buffer.allocUnsafe(256 * 1024);

function entryOf(path: string, bytes: Uint8Array): SourceFile | Unread | undefined {
  countRead(bytes.length);
  return readEntry(path, bytes);
}

/** The bytes of a file whose first ones are in the room. */
function remainderOf(file: number, size: number, begun: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(Math.max(size, begun));
  room.copy(bytes, 0, 0, begun);
  let filled = begun;
  while (filled < bytes.length) {
    const count = readSync(file, bytes, filled, bytes.length - filled, null);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
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
