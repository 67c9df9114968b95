/** A part of a text: offsets from its start, `end` excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const DOCUMENT_MARKER = /^---(?=\s|$)/gm;

/** A line that starts with `---` always begins a document, inside block scalars too (YAML 1.2.2 §9.1.2). */
export function documentRanges(text: string): readonly TextRange[] {
  const starts = [...text.matchAll(DOCUMENT_MARKER)].map((match) => match.index);
  const bounds = [0, ...starts.filter((start) => start > 0), text.length];
  return bounds.slice(0, -1).map((start, index) => ({ start, end: bounds[index + 1] ?? text.length }));
}
