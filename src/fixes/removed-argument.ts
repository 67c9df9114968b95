import { removedElement } from "./removed-element.ts";
import { type EntryLines, removedLines } from "./removed-lines.ts";
import { lineAt, lineStart, type Splice } from "./splice.ts";

/** An argument's only pair, `Gate=true`, in its line. */
interface OnlyPair {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The splice that takes an argument out whose only pair goes: an item or entry with its lines, an element of a flow
 * list, or a word of a command line with the blank or the continued line before it.
 */
export function removedArgument(text: string, pair: OnlyPair): Splice | undefined {
  const written = lineAt(text, pair.line);
  const own = text.slice(pair.start, pair.end);
  const lines = entryLines(text, pair.line, own);
  if (lines !== undefined) return removedLines(text, lines);
  const offset = lineStart(text, pair.line);
  const element = flowElement(written, pair.start - offset, own);
  if (element !== undefined) {
    return removedElement(text, { start: offset + element.start, end: offset + element.end });
  }
  const word = optionWord(text, pair);
  return word === undefined ? undefined : removedWord(text, word);
}

/** The lines of the item or the entry that is nothing but this argument. */
function entryLines(text: string, line: number, pair: string): EntryLines | undefined {
  const written = withoutComment(lineAt(text, line));
  const value = `(["']?)(?:--feature-gates=)?${pair}\\1`;
  if (new RegExp(`^(?:- +|${GATES}:\\s+)${value}$`).test(written)) return { first: line, last: line };
  const members = /^- +\{(.*)\}$/.exec(written)?.[1]?.split(/,(?=\s*["']?(?:name|value)\b)/) ?? [];
  if (members.length === 2 && isPair(members, value)) return { first: line, last: line };
  const first = written.startsWith("- ") ? line : line - 1;
  const [head = "", tail = ""] = [first, first + 1].map((one) => withoutComment(lineAt(text, one)));
  return head.startsWith("- ") && isPair([head.slice(2), tail], value)
    ? { first, last: first + 1 }
    : undefined;
}

const GATES = "[\"']?feature-gates[\"']?";

/** Name and value of an argument in list form, in any order. */
function isPair(members: readonly string[], value: string): boolean {
  const has = (member: RegExp) => members.some((one) => member.test(one.trim()));
  return (
    has(new RegExp(`^["']?name["']?:\\s*${GATES}$`)) && has(new RegExp(`^["']?value["']?:\\s*${value}$`))
  );
}

function withoutComment(line: string): string {
  return line.replace(/\s#.*$/, "").trim();
}

/** A quoted or plain element between brackets or commas of a flow list. */
function flowElement(
  line: string,
  at: number,
  pair: string,
): { readonly start: number; readonly end: number } | undefined {
  const value = `(["']?)(?:--feature-gates=)?${pair}\\1`;
  const element = new RegExp(`(?<=[[{,]\\s*)(?:${GATES}\\s*:\\s*)?${value}(?=\\s*[,\\]}])`, "g");
  const found = [...line.matchAll(element)].find(
    ({ index, 0: whole }) => index <= at && at < index + whole.length,
  );
  return found === undefined ? undefined : { start: found.index, end: found.index + found[0].length };
}

/** The whole option as a word of a command line, with quotes around its value. */
function optionWord(
  text: string,
  { start, end }: OnlyPair,
): { readonly start: number; readonly end: number } | undefined {
  const head = /--feature-gates(?:=| +)(["']?)$/.exec(text.slice(Math.max(0, start - 40), start));
  if (head === null) return undefined;
  const quote = head[1] ?? "";
  if (!text.startsWith(quote, end)) return undefined;
  return { start: start - head[0].length, end: end + quote.length };
}

/** Blanks and continued lines between two words. */
const BEFORE = /(?:[ \t]|\\\r?\n)+$/;
const AFTER = /^(?:[ \t]|\\\r?\n)+/;

function removedWord(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): Splice | undefined {
  const before = BEFORE.exec(text.slice(0, start))?.[0] ?? "";
  const after = AFTER.exec(text.slice(end))?.[0] ?? "";
  const previous = text[start - before.length - 1] ?? "\n";
  const hasNext = !/["'\r\n]/.test(text[end + after.length] ?? "\n");
  if (isFirstWord(text, { start, before, previous })) {
    if (hasNext) return { start, end: end + after.length, to: "" };
    return before === "" && /["'=]/.test(previous) ? { start, end, to: "" } : undefined;
  }
  const isOwnLine = before.includes("\n") && after.includes("\n");
  return isOwnLine
    ? { start, end: end + after.length, to: "" }
    : { start: start - before.length, end, to: "" };
}

/** Behind a quote, an assignment, a key or the dash of a list. */
function isFirstWord(
  text: string,
  { start, before, previous }: { readonly start: number; readonly before: string; readonly previous: string },
): boolean {
  if (before === "" || /[\r\n"'=:|>]/.test(previous)) return true;
  return /^\s*-\s*$/.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start));
}
