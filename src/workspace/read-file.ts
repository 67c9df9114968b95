import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "../source/decode-text.ts";
import { MAX_TEXT_LENGTH } from "../source/documents.ts";
import type { SourceFile, Unread } from "../source/finding.ts";

const LFS_POINTER = "version https://git-lfs.github.com/spec/";

/** Reads one file of a directory; what stands against it is the `reason` of the answer. */
export function readFile(directory: string, path: string): SourceFile | Unread {
  try {
    const { size } = statSync(join(directory, path));
    if (size > MAX_TEXT_LENGTH) return { path, reason: tooLarge(size) };
    const text = decodeText(readFileSync(join(directory, path)));
    if (text.startsWith(LFS_POINTER)) return { path, reason: "a Git LFS pointer, not the file itself" };
    return { path, text };
  } catch (error) {
    return { path, reason: `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? error})` };
  }
}

function tooLarge(size: number): string {
  const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
  return `the file has ${mebibytes(size)} and at most ${mebibytes(MAX_TEXT_LENGTH)} are read`;
}
