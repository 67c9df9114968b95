import type { Splice } from "./splice.ts";
import { lineStart } from "./splice.ts";

/** Lines of a block mapping or list that hold one entry, 1-based and inclusive. */
export interface EntryLines {
  readonly first: number;
  readonly last: number;
}

/**
 * The splice that takes an entry's lines out, with the comment that is about it alone; where it is the only entry
 * of a key, the key goes with it, and so on up. Undefined where nothing is left then, or it is not certain which
 * lines belong to it.
 */
export function removedLines(text: string, entry: EntryLines): Splice | undefined {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const removed = whole(lines, { first: entry.first - 1, last: entry.last - 1 });
  if (removed === undefined) return undefined;
  const start = lineStart(text, removed.first + 1);
  const end = lineStart(text, removed.last + 2);
  return { start, end: Number.isNaN(end) ? text.length : end, to: "" };
}

/** Indexes of all lines that go. */
function whole(lines: readonly string[], { first, last }: EntryLines): EntryLines | undefined {
  const above = neighbour(lines, first, -1);
  const below = neighbour(lines, last, 1);
  if ([above, below].some((at) => at !== undefined && isTemplate(lines[at]))) return undefined;
  const own = levelOf(lines[first]);
  const next = below === undefined ? undefined : levelOf(lines[below]);
  if (next !== undefined && isInside(next, own)) return undefined;
  const isLast = next === undefined || !isSame(next, own);
  if (above !== undefined && isSiblingOrInside(levelOf(lines[above]), own)) {
    return { first: firstOfComment(lines, { first, isFirst: false, isLast }), last };
  }
  if (!isLast) return { first: firstOfComment(lines, { first, isFirst: true, isLast }), last };
  if (above === undefined || !isBareKey(lines[above])) return undefined;
  return whole(lines, { first: above, last });
}

interface Level {
  readonly indent: number;
  /** Where the first key of an item stands; the indentation of any other line. */
  readonly content: number;
  readonly isItem: boolean;
}

function levelOf(line = ""): Level {
  const [, blanks = "", dashes = ""] = /^( *)((?:- +)*)/.exec(line) ?? [];
  const isItem = dashes !== "" || /^ *-$/.test(line);
  const isMarker = /^(?:---|\.\.\.)/.test(line);
  return { indent: isMarker ? -1 : blanks.length, content: blanks.length + dashes.length, isItem };
}

function isInside(next: Level, own: Level): boolean {
  return next.indent > own.indent || (next.indent === own.indent && next.isItem && !own.isItem);
}

function isSame(one: Level, own: Level): boolean {
  return one.indent === own.indent && one.isItem === own.isItem;
}

/** What stands above: a sibling, the end of one, or the key that holds them. */
function isSiblingOrInside(above: Level, own: Level): boolean {
  if (own.isItem) return above.indent > own.indent || isSame(above, own);
  return above.indent >= own.indent || (above.isItem && above.content === own.indent);
}

/**
 * A comment right above an entry is about it; above the first of several it may head them all, unless the next
 * one has a comment of its own. What looks like an entry that is switched off is about itself.
 */
function firstOfComment(
  lines: readonly string[],
  { first, isFirst, isLast }: { first: number; isFirst: boolean; isLast: boolean },
): number {
  if (isFirst && !isLast && !/^\s*#/.test(lines[first + 1] ?? "")) return first;
  const indent = levelOf(lines[first]).indent;
  let start = first;
  while (isCommentAt(lines[start - 1], indent)) start -= 1;
  return start;
}

function isCommentAt(line = "", indent = 0): boolean {
  const isEntry = /^ *#\s*(?:- )?["']?[\w.-]+["']?\s*[:=]\s*\S+$/.test(line);
  return line.startsWith(`${" ".repeat(indent)}#`) && !isEntry;
}

/** Index of the next line in a direction that says something. */
function neighbour(lines: readonly string[], from: number, step: 1 | -1): number | undefined {
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    if (/^\s*[^\s#]/.test(lines[at] ?? "")) return at;
  }
  return undefined;
}

function isTemplate(line = ""): boolean {
  return /^\s*(?:\{\{|\{%)/.test(line);
}

function isBareKey(line = ""): boolean {
  return /^ *[\w."'-]+:\s*(?:#.*)?$/.test(line);
}
