/** A part of a text: offsets from its start, `end` excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A line that starts with `---` always begins a document, inside block scalars too (YAML 1.2.2 §9.1.2). */
export function documentRanges(text: string): readonly TextRange[] {
  const ranges: TextRange[] = [];
  let start = 0;
  for (let at = text.indexOf("---", 1); at !== -1; at = text.indexOf("---", at + 1)) {
    if (!/[\r\n]/.test(text.charAt(at - 1)) || !/^[ \t\r\n]?$/.test(text.charAt(at + 3))) continue;
    ranges.push({ start, end: at });
    start = at;
  }
  return [...ranges, { start, end: text.length }];
}
