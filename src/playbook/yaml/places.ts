/** Finds places that the parser's events do not carry: of values left out, block scalars and markers. */

/** Where a value that is left out would begin: behind the `:` or `-` that follows `last`. */
export function missingStart(text: string, last: number): number {
  const at = afterBlanks(text, last);
  return text[at] === ":" || text[at] === "-" ? at + 1 : last;
}

/** Where the `|` or `>` of a block scalar stands, of which everything up to `last` was read. */
export function blockStart(text: string, last: number): number {
  let at = afterBlanks(text, last);
  while (text[at] !== undefined && /[-:?]/.test(text[at] ?? "")) at = afterBlanks(text, at + 1);
  return at;
}

/** Where the document marker `---` with this number (from 0) stands. */
export function markerStart(text: string, number: number): number | undefined {
  let left = number;
  for (const { index } of text.matchAll(/^\ufeff?---(?=[ \t\r\n]|$)/gm)) {
    if (left === 0) return index;
    left -= 1;
  }
  return undefined;
}

/** Steps over blanks, line breaks, comments, and the quotes and brackets that end what came before. */
function afterBlanks(text: string, start: number): number {
  const skipped = /(?:["'}\]]|[ \t\r\n]+(?:#[^\r\n]*)?)*/y;
  skipped.lastIndex = start;
  return start + (skipped.exec(text)?.[0].length ?? 0);
}
