import { formatPatch } from "diff";
import { type LineChange, lineChanges, linesOf } from "./line-changes.ts";

/** A file before and after. */
export interface PatchedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The edits of files as one unified diff that `git apply` takes. */
export function renderPatch(files: readonly PatchedFile[]): string {
  return files.map(filePatch).join("");
}

function filePatch({ path, before, after }: PatchedFile): string {
  const patch = formatPatch({
    oldFileName: `a/${path}`,
    newFileName: `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunksOf(before, lineChanges(before, after)),
  });
  return patch.replace(/^=+\n/, "");
}

/** Lines that are shown around a change. */
const CONTEXT = 3;

function hunksOf(before: string, changes: readonly LineChange[]) {
  const lines = linesOf(before);
  let shift = 0;
  return hunkGroups(changes).map((group) => {
    const [first, last] = [group[0], group.at(-1)];
    const start = Math.max(1, (first?.first ?? 1) - CONTEXT);
    const end = Math.min(lines.length, (last?.last ?? 0) + CONTEXT);
    const written = hunkLines(lines, group, { start, end });
    const oldLines = end - start + 1;
    const newLines = written.filter((line) => /^[ +]/.test(line)).length;
    const hunk = { oldStart: start, oldLines, newStart: start + shift, newLines, lines: written };
    shift += newLines - oldLines;
    return hunk;
  });
}

/** Changes whose surroundings meet are one hunk. */
function hunkGroups(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    const isNear = last !== undefined && change.first - (last.at(-1)?.last ?? 0) <= 2 * CONTEXT + 1;
    if (isNear) last.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkLines(
  lines: readonly string[],
  group: readonly LineChange[],
  { start, end }: { readonly start: number; readonly end: number },
): string[] {
  const written: string[] = [];
  let line = start;
  for (const { first, last, text } of group) {
    written.push(
      ...marked(" ", lines.slice(line - 1, first - 1)),
      ...marked("-", lines.slice(first - 1, last)),
    );
    written.push(...marked("+", linesOf(text)));
    line = last + 1;
  }
  return [...written, ...marked(" ", lines.slice(line - 1, end))];
}

function marked(sign: " " | "-" | "+", lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) =>
    line.endsWith("\n")
      ? [`${sign}${line.slice(0, -1)}`]
      : [`${sign}${line}`, "\\ No newline at end of file"],
  );
}
