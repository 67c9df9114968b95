/** One replacement in a file: at `line` and `column` (1-based, in UTF-16 units) stands `from`, and `to` belongs there. */
export interface FileEdit {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** May span lines; with the file's own line ends. */
  readonly from: string;
  readonly to: string;
  /** Id of the finding that it mends. */
  readonly finding: string;
}

/**
 * The text with its edits made and every other byte as it was. Undefined where an edit does not find what it
 * expects, or two edits overlap: then nothing is certain any more.
 */
export function withEdits(text: string, edits: readonly FileEdit[]): string | undefined {
  const starts = lineStarts(text);
  const placed = edits
    .map((edit) => ({ edit, at: (starts[edit.line - 1] ?? Number.NaN) + edit.column - 1 }))
    .toSorted((one, other) => one.at - other.at);
  const parts: string[] = [];
  let done = 0;
  for (const { edit, at } of placed) {
    if (Number.isNaN(at) || at < done || !text.startsWith(edit.from, at)) return undefined;
    parts.push(text.slice(done, at), edit.to);
    done = at + edit.from.length;
  }
  return [...parts, text.slice(done)].join("");
}

/** The text of a line without its end, and without a byte order mark. */
export function lineAt(text: string, line: number): string {
  const written = text.split("\n", line)[line - 1]?.replace(/\r$/, "") ?? "";
  return line === 1 ? written.replace(/^\ufeff/, "") : written;
}

function lineStarts(text: string): readonly number[] {
  // A byte order mark is no column of the first line.
  const starts = [text.startsWith("\ufeff") ? 1 : 0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
