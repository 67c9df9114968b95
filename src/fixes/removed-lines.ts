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
  const { first, last } = withBlanksAtTheEnd(lines, removed);
  const start = lineStart(text, first + 1);
  const end = lineStart(text, last + 2);
  return { start, end: Number.isNaN(end) ? text.length : end, to: "" };
}

/** The blank lines that parted what goes from the rest would end the file. */
function withBlanksAtTheEnd(lines: readonly string[], { first, last }: EntryLines): EntryLines {
  if (lines.slice(last + 1).some((line) => line.trim() !== "")) return { first, last };
  let start = first;
  while (start > 1 && lines[start - 1]?.trim() === "") start -= 1;
  return { first: start, last };
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
    return { first: firstOfComment(lines, { first, last, isFirst: false, isLast }), last };
  }
  if (!isLast) return { first: firstOfComment(lines, { first, last, isFirst: true, isLast }), last };
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
 * one has a comment of its own, or it says a word of the entry. What looks like an entry that is switched off is
 * about itself.
 */
function firstOfComment(
  lines: readonly string[],
  { first, last, isFirst, isLast }: EntryLines & { isFirst: boolean; isLast: boolean },
): number {
  const next = lines[last + 1] ?? "";
  const mayHeadAll = isFirst && !isLast && !/^\s*#/.test(next);
  if (mayHeadAll && !isNamedIn(lines[first - 1], lines.slice(first, last + 1))) return first;
  const indent = levelOf(lines[first]).indent;
  let start = first;
  while (isCommentAt(lines[start - 1], indent)) start -= 1;
  return start;
}

/** Whether a short comment says a word of an entry: `# gates of jobs` above `feature-gates: Gate=true`. */
function isNamedIn(comment = "", entry: readonly string[]): boolean {
  if (comment.trim().length > SHORT) return false;
  const words = entry.join(" ").match(/[A-Za-z]{5,}/g) ?? [];
  const said = comment.toLowerCase();
  return words.some((word) => !/^(?:value|false)$/.test(word) && said.includes(word.toLowerCase()));
}

/** Characters; what is longer may speak of several entries. */
const SHORT = 40;

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
