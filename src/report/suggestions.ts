import { lineAt } from "../fixes/file-edit.ts";
import type { FixedFile } from "../fixes/plan-fixes.ts";
import { fingerprint } from "./fingerprint.ts";

/** GitHub's suggestion block for one line of a pull request. */
export interface LineSuggestion {
  readonly path: string;
  readonly line: number;
  readonly body: string;
}

/**
 * The edits that fit GitHub's suggestions: of one line that stays one line or becomes several, on lines that the
 * diff shows. The first line of a body is a marker, the same for the same suggestion.
 */
export function suggestionsIn(
  files: readonly FixedFile[],
  shown: ReadonlyMap<string, ReadonlySet<number>>,
): readonly LineSuggestion[] {
  return files.flatMap(({ path, before, edits }) =>
    edits.flatMap(({ line, column, from, to, finding }) => {
      const isOneLine = !from.includes("\n") && to !== "";
      if (!isOneLine || !(shown.get(path)?.has(line) ?? false)) return [];
      const written = lineAt(before, line);
      const mended = `${written.slice(0, column - 1)}${to}${written.slice(column - 1 + from.length)}`;
      const marker = `<!-- kubehop:suggestion:${fingerprint([path, String(line), mended])} -->`;
      const fence = "`".repeat(Math.max(3, longestRun(mended) + 1));
      return [
        {
          path,
          line,
          body: `${marker}\n\`${finding}\`\n${fence}suggestion\n${mended.replaceAll("\r", "")}\n${fence}`,
        },
      ];
    }),
  );
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
