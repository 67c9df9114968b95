import { diffArrays } from "diff";

/** Neighbouring lines of a text that become others; 1-based, `last` is before `first` where lines only come in. */
export interface LineChange {
  readonly first: number;
  readonly last: number;
  /** What belongs there, with its line ends. */
  readonly text: string;
}

/** The lines in which two texts differ, in their order. */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const changes: LineChange[] = [];
  let line = 1;
  let open: LineChange | undefined;
  for (const { added, removed, value } of diffArrays([...linesOf(before)], [...linesOf(after)])) {
    if (!added && !removed) {
      if (open !== undefined) changes.push(open);
      open = undefined;
      line += value.length;
      continue;
    }
    open ??= { first: line, last: line - 1, text: "" };
    if (added) open = { ...open, text: open.text + value.join("") };
    if (!removed) continue;
    line += value.length;
    open = { ...open, last: line - 1 };
  }
  return open === undefined ? changes : [...changes, open];
}

/** The text with some of its changes made. */
export function withChanges(before: string, changes: readonly LineChange[]): string {
  const lines = linesOf(before);
  const parts: string[] = [];
  let done = 0;
  for (const { first, last, text } of changes) {
    parts.push(...lines.slice(done, first - 1), text);
    done = last;
  }
  return [...parts, ...lines.slice(done)].join("");
}

/** Each line with its end. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
