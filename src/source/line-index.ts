/** A spot in a text; both numbers are 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns an offset into a {@link Position}. */
export type Locate = (offset: number) => Position;

/** Indexes the line starts of `text` at the first question, so that files nobody asks about cost nothing. */
export function lineIndex(text: string): Locate {
  let starts: Int32Array | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const line = lastNotAbove(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** Packed numbers: the snapshot of 5,000 nodes has a million lines. */
function lineStarts(text: string): Int32Array {
  let starts = new Int32Array(64);
  // A byte order mark is no column of the first line.
  starts[0] = text.startsWith("\ufeff") ? 1 : 0;
  let count = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    if (count === starts.length) starts = new Int32Array(starts.buffer.transfer(2 * starts.byteLength));
    starts[count] = at + 1;
    count += 1;
  }
  return starts.subarray(0, count);
}

function lastNotAbove(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
