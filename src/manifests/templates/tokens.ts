import { APOSTROPHE, DASH, LINE_FEED, QUOTE } from "../../source/character-codes.ts";
import type { TextRange } from "../../source/text-range.ts";
import { type Mark, marksOf } from "./dialect.ts";

/** A piece of a template: text as it is written, or what stands between two marks. */
export type Token =
  | TextToken
  | ActionToken
  /** Marks that are never closed: no engine would render the file. */
  | ({ readonly kind: "unclosed" } & TextRange);

export interface TextToken extends TextRange {
  readonly kind: "text";
  /** It begins a line of the file, and the line end before it was eaten. */
  readonly joinsLines: boolean;
}

export interface ActionToken extends TextRange {
  readonly kind: "action";
  readonly mark: Mark;
  readonly inner: string;
  /** It begins a line of the file and eats the line end before it. */
  readonly joinsLines: boolean;
}

/**
 * Takes a template apart in one pass. Blanks that `{{-` and `-}}` eat belong to no token, so that the texts
 * stand beside each other as they are rendered.
 */
export function readTokens(path: string, text: string, tell: (token: Token) => void): void {
  const marks = marksOf(path, text);
  const search: Search = { text, isCareful: true };
  let from = 0;
  let joinsLines = false;
  for (let found = nextMark(text, marks, 0); found !== undefined; ) {
    const { mark, start } = found;
    const end = closingOf(search, start, mark);
    if (end === -1) {
      if (from < start) tell({ kind: "text", joinsLines, start: from, end: start });
      tell({ kind: "unclosed", start, end: text.length });
      return;
    }
    const action = actionBetween(text, { start, end }, mark);
    const stop = action.eatsBefore ? trimmedEnd(text, from, start) : start;
    if (from < stop) tell({ kind: "text", joinsLines, start: from, end: stop });
    const hasEatenLineEnd = action.eatsBefore && hasLineEnd(text, stop, start);
    tell({ kind: "action", mark, inner: action.inner, joinsLines: hasEatenLineEnd, start, end });
    from = action.eatsAfter ? firstAfterBlanks(text, end) : end;
    joinsLines = hasLineEnd(text, end, from);
    const isRaw = mark.language === "jinja-statement" && action.inner === "raw";
    found = nextMark(text, marks, isRaw ? endOfRaw(text, end) : from);
  }
  if (from < text.length) tell({ kind: "text", joinsLines, start: from, end: text.length });
}

interface FoundMark {
  readonly mark: Mark;
  readonly start: number;
}

/** The next mark from an offset on; most templates have one kind of marks. */
function nextMark(text: string, marks: readonly Mark[], from: number): FoundMark | undefined {
  const [only, ...others] = marks;
  if (only !== undefined && others.length === 0) {
    const start = text.indexOf(only.opens, from);
    return start === -1 ? undefined : { mark: only, start };
  }
  const opening = anyOf(marks);
  opening.lastIndex = from;
  const match = opening.exec(text);
  const mark = marks.find(({ opens }) => opens === match?.[0]);
  return match === null || mark === undefined ? undefined : { mark, start: match.index };
}

const OPENINGS = new WeakMap<readonly Mark[], RegExp>();

function anyOf(marks: readonly Mark[]): RegExp {
  const known = OPENINGS.get(marks);
  if (known !== undefined) return known;
  const opening = new RegExp(marks.map(({ opens }) => opens.replaceAll(/[{%]/g, "\\$&")).join("|"), "g");
  OPENINGS.set(marks, opening);
  return opening;
}

function actionBetween(text: string, { start, end }: TextRange, { opens, closes, language }: Mark) {
  let from = start + opens.length;
  let to = end - closes.length;
  const needsBlank = language === "go";
  const eatsBefore = isTrim(text[from]) && (!needsBlank || from + 1 === to || isBlank(text[from + 1]));
  const eatsAfter = to > from && isTrim(text[to - 1]) && (!needsBlank || isBlank(text[to - 2]));
  if (eatsBefore || text[from] === "+") from += 1;
  if (eatsAfter && to > from) to -= 1;
  return { inner: text.slice(from, to).trim(), eatsBefore, eatsAfter };
}

function isTrim(character: string | undefined): boolean {
  return character === "-" || character === "~";
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\n" || character === "\t" || character === "\r";
}

interface Search {
  readonly text: string;
  /** Given up for the rest of a file whose quotes do not match, so that the pass stays linear. */
  isCareful: boolean;
}

/** Offset behind the mark that closes the one at `start`; marks in strings and comments close nothing. */
function closingOf(search: Search, start: number, { opens, closes, language }: Mark): number {
  const { text } = search;
  const from = start + opens.length;
  const isComment = language === "go" && isCommentAt(text, from);
  const stop = isComment ? text.indexOf("*/", from) : from;
  const plain = stop === -1 ? -1 : text.indexOf(closes, stop);
  if (plain === -1) return -1;
  const isPlain = isComment || language === "comment" || !search.isCareful;
  if (isPlain || nextQuote(text, from, plain) === -1) return plain + closes.length;
  const careful = closingOutsideStrings(text, from, closes);
  search.isCareful = careful !== undefined;
  return (careful ?? plain) + closes.length;
}

const LONGEST_ACTION = 8_000;
const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/y;

/** Goes from string to string, until one is closed behind the mark. */
function closingOutsideStrings(text: string, from: number, closes: string): number | undefined {
  const last = Math.min(text.length, from + LONGEST_ACTION);
  let at = from;
  for (
    let closing = text.indexOf(closes, at);
    closing !== -1 && closing < last;
    closing = text.indexOf(closes, at)
  ) {
    const quote = nextQuote(text, at, closing);
    if (quote === -1) return closing;
    STRING.lastIndex = quote;
    at = STRING.test(text) ? STRING.lastIndex : quote + 1;
  }
  return undefined;
}

/** Where a string may begin between two offsets, or -1. */
function nextQuote(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === APOSTROPHE || code === BACKTICK) return at;
  }
  return -1;
}

const BACKTICK = 0x60;

/** Whether a comment begins here, perhaps behind a dash and blanks. */
function isCommentAt(text: string, from: number): boolean {
  let at = text.charCodeAt(from) === DASH ? from + 1 : from;
  while (isBlank(text[at])) at += 1;
  return text.startsWith("/*", at);
}

function trimmedEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isBlank(text[at - 1])) at -= 1;
  return at;
}

function firstAfterBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text[at])) at += 1;
  return at;
}

function hasLineEnd(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === LINE_FEED) return true;
  return false;
}

function endOfRaw(text: string, from: number): number {
  const end = text.indexOf("endraw", from);
  return end === -1 ? from : Math.max(from, text.lastIndexOf("{%", end));
}
