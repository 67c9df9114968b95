import type { FixedFile, Mend } from "../fixes/fixed-file.ts";
import { fingerprint } from "./fingerprint.ts";
import { type LineChange, lineChanges, withChanges } from "./line-changes.ts";
import type { PatchedFile } from "./patch.ts";

/** GitHub's suggestion block for lines of a pull request. */
export interface LineSuggestion {
  readonly path: string;
  /** The first line, where there are several. */
  readonly startLine?: number;
  readonly line: number;
  readonly body: string;
}

/** What can be suggested on the lines that a diff shows, and the files with all other fixes. */
export interface SuggestedFixes {
  readonly suggestions: readonly LineSuggestion[];
  readonly rest: readonly PatchedFile[];
}

/**
 * The fixes as GitHub's suggestions where the diff shows every line that they change; all others stay in one patch.
 * Lines of one fix go the same way, so that nobody takes half of it. The first line of a body is a marker, the
 * same for the same suggestion.
 */
export function suggestionsIn(
  files: readonly FixedFile[],
  shown: ReadonlyMap<string, ReadonlySet<number>>,
): SuggestedFixes {
  const suggestions: LineSuggestion[] = [];
  const rest: PatchedFile[] = [];
  for (const file of files) {
    const lines = shown.get(file.path) ?? new Set();
    const changes = lineChanges(file.before, file.after);
    const others = new Set<LineChange>();
    for (const together of groups(changes, file.mends)) {
      if (together.every((change) => isShown(change, lines)))
        suggestions.push(...together.map((change) => suggestion(file, change)));
      else for (const change of together) others.add(change);
    }
    if (others.size === 0) continue;
    const after = withChanges(
      file.before,
      changes.filter((change) => others.has(change)),
    );
    rest.push({ path: file.path, before: file.before, after });
  }
  return { suggestions, rest };
}

function isShown({ first, last }: LineChange, lines: ReadonlySet<number>): boolean {
  for (let line = first; line <= last; line += 1) if (!lines.has(line)) return false;
  return last >= first;
}

/** Changes that a fix has in common go together. */
function groups(changes: readonly LineChange[], mends: readonly Mend[]): readonly (readonly LineChange[])[] {
  let together = changes.map((change): readonly LineChange[] => [change]);
  for (const { lines } of mends) {
    if (lines.length < 2) continue;
    const [joined, others] = [true, false].map((is) =>
      together.filter((group) => group.some((change) => isAbout(lines, change)) === is),
    );
    if (joined !== undefined && joined.length > 1) together = [...(others ?? []), joined.flat()];
  }
  return together.toSorted((one, other) => (one[0]?.first ?? 0) - (other[0]?.first ?? 0));
}

function isAbout(lines: readonly number[], { first, last }: LineChange): boolean {
  return lines.some((line) => first <= line && line <= last);
}

function suggestion({ path, mends }: FixedFile, change: LineChange): LineSuggestion {
  const { first, last } = change;
  const text = change.text.replace(/\r?\n$/, "").replaceAll("\r", "");
  const findings = new Set(mends.filter(({ lines }) => isAbout(lines, change)).map(({ finding }) => finding));
  const marker = `<!-- kubehop:suggestion:${fingerprint([path, String(last), text])} -->`;
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  const block = change.text === "" ? "" : `${text}\n`;
  const names = [...findings].map((finding) => `\`${finding}\``).join(", ");
  return {
    path,
    ...(first === last ? {} : { startLine: first }),
    line: last,
    body: `${marker}\n${names}\n${fence}suggestion\n${block}${fence}`,
  };
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
