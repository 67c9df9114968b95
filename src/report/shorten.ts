import { grouped } from "../source/counted.ts";

export { counted, grouped } from "../source/counted.ts";

/** Cuts a text to `limit` UTF-16 units, never inside a surrogate pair; a cut ends with `…`. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${isHighSurrogate(cut.charCodeAt(cut.length - 1)) ? cut.slice(0, -1) : cut}…`;
}

/** Cuts a text to `limit` bytes of UTF-8, at a character; a cut ends with `…`. */
export function shortenBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text).subarray(0, limit - Buffer.byteLength("…"));
  return `${bytes.toString("utf8").replace(/\uFFFD{1,3}$/, "")}…`;
}

/**
 * Cuts a text to so many columns of a terminal, never inside a character; a cut ends with `…`. What may be two columns
 * wide counts as two: a line that is too short does no harm, one that breaks does.
 */
export function shortenColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let width = columnsOf("…");
  let kept = "";
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns) break;
    kept += character;
  }
  return `${kept}…`;
}

/**
 * Characters of one column in every terminal: up to the scripts of India, punctuation, arrows and signs of mathematics,
 * Braille.
 */
const NARROW = /^[\0-\u{10FF}\u{2000}-\u{22FF}\u{2800}-\u{28FF}]$/u;

function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += NARROW.test(character) ? 1 : 2;
  return columns;
}

/** Names as a list that stays readable: `a, b, c and 1,197 more`. */
export function nameList(names: readonly string[], limit = 4): string {
  const shown = names.slice(0, limit).map((name) => shorten(name, 80));
  const rest = names.length - shown.length;
  return rest === 0 ? shown.join(", ") : `${shown.join(", ")} and ${grouped(rest)} more`;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
