import type { Position } from "../source/line-index.ts";

/** One replacement in a text: what stands from `start` to before `end` (UTF-16 units) becomes `to`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

/** The text with its splices made and every other character as it was; undefined where two of them overlap. */
export function spliced(text: string, splices: readonly Splice[]): string | undefined {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, to } of inOrder(splices)) {
    if (start < done || end < start || end > text.length) return undefined;
    parts.push(text.slice(done, start), to);
    done = end;
  }
  return [...parts, text.slice(done)].join("");
}

/** Splices in the order of the text, each once: two clusters of one repository ask for the same. */
export function inOrder(splices: readonly Splice[]): readonly Splice[] {
  const different = new Map(splices.map((splice) => [`${splice.start} ${splice.end} ${splice.to}`, splice]));
  return [...different.values()].toSorted((one, other) => one.start - other.start || one.end - other.end);
}

/** The offset of a place; a byte order mark is no column of the first line. NaN where the text has no such line. */
export function offsetOf(text: string, { line, column }: Position): number {
  return lineStart(text, line) + column - 1;
}

/** Offset of the first character of a line; NaN where the text has no such line. */
export function lineStart(text: string, line: number): number {
  return lineStarts(text)[line - 1] ?? Number.NaN;
}

/** The text that was asked about last: fixers ask of one file for each of its places. */
let indexed: { readonly text: string; readonly starts: readonly number[] } = { text: "", starts: [0] };

function lineStarts(text: string): readonly number[] {
  if (indexed.text === text) return indexed.starts;
  const starts = [text.startsWith("\ufeff") ? 1 : 0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  indexed = { text, starts };
  return starts;
}

/** The text of a line without its end, and without a byte order mark. */
export function lineAt(text: string, line: number): string {
  const start = lineStart(text, line);
  if (Number.isNaN(start)) return "";
  const end = text.indexOf("\n", start);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, "");
}

/** What ends a line; of a last line that nothing ends, what ends the one before. */
export function lineEndAt(text: string, line: number): "\r\n" | "\n" {
  const end = text.indexOf("\n", lineStart(text, line));
  if (end === -1) return line > 1 ? lineEndAt(text, line - 1) : "\n";
  return text[end - 1] === "\r" ? "\r\n" : "\n";
}
