import type { SourceFile } from "../source/finding.ts";
import type { FileEdit } from "./file-edit.ts";

/** Lines of a block mapping or list, 1-based and inclusive, that hold one entry. */
export interface EntryLines {
  readonly first: number;
  readonly last: number;
}

/**
 * The edit that takes an entry's lines out; where it is the only entry of a key, the key goes with it. Undefined
 * where that key is the only one of what holds it, or the entry is not on lines of its own.
 */
export function removedLines(
  { path, text }: SourceFile,
  { first, last }: EntryLines,
): Omit<FileEdit, "finding"> | undefined {
  const lines = text.split("\n");
  const indent = indentOf(lines[first - 1]);
  const siblings = [neighbour(lines, first - 1, -1), neighbour(lines, last - 1, 1)];
  if (siblings.some((at) => at !== undefined && isSibling(lines[at], indent)))
    return edit(path, lines, { first, last });
  const parent = neighbour(lines, first - 1, -1);
  if (parent === undefined || !isBareKey(lines[parent]) || indentOf(lines[parent]) > indent) return undefined;
  const around = [neighbour(lines, parent, -1), neighbour(lines, last - 1, 1)];
  const level = indentOf(lines[parent]);
  const hasOthers = around.some((at) => at !== undefined && isSibling(lines[at], level));
  return hasOthers ? edit(path, lines, { first: parent + 1, last }) : undefined;
}

function edit(
  path: string,
  lines: readonly string[],
  { first, last }: EntryLines,
): Omit<FileEdit, "finding"> {
  const removed = lines.slice(first - 1, last).join("\n");
  const isEnd = last === lines.length;
  return { path, line: first, column: 1, from: isEnd ? removed : `${removed}\n`, to: "" };
}

/** Index of the next line in a direction that says something. */
function neighbour(lines: readonly string[], from: number, step: 1 | -1): number | undefined {
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    if (/^\s*[^\s#]/.test(lines[at] ?? "")) return at;
  }
  return undefined;
}

/** An entry at the same level; a deeper line belongs to one. A document's marker is none. */
function isSibling(line: string | undefined, indent: number): boolean {
  return line !== undefined && !/^(?:---|\.\.\.)/.test(line) && indentOf(line) >= indent;
}

function isBareKey(line: string | undefined): boolean {
  return /^\s*[\w."'-]+:\s*(?:#.*)?\r?$/.test(line ?? "");
}

function indentOf(line: string | undefined): number {
  return /^ */.exec(line ?? "")?.[0].length ?? 0;
}
