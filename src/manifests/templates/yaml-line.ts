import { OUTPUT } from "./template-line.ts";

/** One line of block style YAML. */
export interface YamlLine {
  /** Columns count from 0 here, as indentation does. */
  readonly indent: number;
  /** Where each `-` stands that begins an item. */
  readonly dashes: readonly number[];
  /** Where the content behind the dashes stands. */
  readonly column: number;
  /** Without blanks around it and without a comment behind it; never empty, but for a dash alone. */
  readonly content: string;
  /** The key, without quotes, and the text behind its colon. */
  readonly key?: string;
  readonly value: string;
}

const NO_DASHES: readonly number[] = [];

/** Column of the first character that is no blank. */
export function indentOf(text: string): number {
  return firstNonBlank(text, 0);
}

/** Takes a line apart that is neither blank nor a comment. */
export function splitLine(text: string, indent: number): YamlLine {
  const dashes = text[indent] === "-" ? dashesFrom(text, indent) : NO_DASHES;
  const lastDash = dashes.at(-1);
  const column = lastDash === undefined ? indent : firstNonBlank(text, lastDash + 1);
  const written = text.slice(column);
  const colon = colonOf(written);
  const content = written.slice(0, commentStart(written, colon)).trimEnd();
  if (colon === -1 || colon >= content.length) return { indent, dashes, column, content, value: "" };
  const key = unquoted(content.slice(0, colon).trimEnd());
  return { indent, dashes, column, content, key, value: content.slice(colon + 1).trim() };
}

/** A scalar without its quotes; text that only begins or ends with one stays as it is. */
export function unquoted(text: string): string {
  const quote = text[0];
  const isQuoted = (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote);
  return isQuoted ? text.slice(1, -1) : text;
}

function firstNonBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t" || text[at] === "\r") at += 1;
  return at;
}

function dashesFrom(text: string, from: number): readonly number[] {
  const dashes: number[] = [];
  for (let at = from; text[at] === "-" && endsDash(text, at + 1); at = firstNonBlank(text, at + 1)) {
    dashes.push(at);
  }
  return dashes;
}

/** An action that trims the blank before it, `- {{- include "item" . | nindent 2 }}`, writes a line end there. */
function endsDash(text: string, at: number): boolean {
  return isBlankAt(text, at) || text[at] === OUTPUT;
}

function isBlankAt(text: string, at: number): boolean {
  const character = text[at];
  return character === undefined || character === " " || character === "\t" || character === "\r";
}

/** Where a comment begins (a `#` behind a blank and outside quotes), or the end of the line. */
function commentStart(content: string, colon: number): number {
  const value = firstNonBlank(content, colon + 1);
  const quote = content[value];
  const isQuoted = quote === '"' || quote === "'";
  const closed = isQuoted ? content.indexOf(quote, value + 1) : 0;
  if (closed === -1) return content.length;
  let at = content.indexOf("#", Math.max(closed, 1));
  while (at !== -1 && !isBlankAt(content, at - 1)) at = content.indexOf("#", at + 1);
  return at === -1 ? content.length : at;
}

/** The colon that ends a key: a blank or nothing follows, in JSON anything. */
function colonOf(content: string): number {
  const quote = content[0];
  if (quote === '"' || quote === "'") return colonAfterQuotes(content, quote);
  if (quote === "{" || quote === "[") return -1;
  let colon = content.indexOf(":");
  while (colon !== -1 && !isBlankAt(content, colon + 1) && content[colon + 1] !== OUTPUT) {
    colon = content.indexOf(":", colon + 1);
  }
  return colon;
}

function colonAfterQuotes(content: string, quote: string): number {
  const end = content.indexOf(quote, 1);
  const colon = end === -1 ? -1 : firstNonBlank(content, end + 1);
  return content[colon] === ":" ? colon : -1;
}
