/** A part of a text: offsets from its start, `end` excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A line that starts with `---` always begins a document, inside block scalars too (YAML 1.2.2 §9.1.2). */
export function documentRanges(text: string): readonly TextRange[] {
  const ranges: TextRange[] = [];
  let start = 0;
  for (let feed = text.indexOf("\n---"); feed !== -1; feed = text.indexOf("\n---", feed + 1)) {
    if (!/^[ \t\r\n]?$/.test(text.charAt(feed + 4))) continue;
    ranges.push({ start, end: feed + 1 });
    start = feed + 1;
  }
  return [...ranges, { start, end: text.length }];
}
