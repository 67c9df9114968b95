import type { CorpusFile, Written } from "./corpus-file.ts";

const ACTION = /\{\{-?\s*(if|with|range|define|block|end)\b/g;

/**
 * A template of a Helm chart. A literal `apiVersion` at the beginning of a line is a mention; inside a
 * branch it is `likely`. One that is itself an action is none: only rendering tells what it becomes.
 */
export function templateFile(path: string, text: string): CorpusFile {
  const lines = text.split("\n");
  const written: Written[] = [];
  let depth = 0;
  for (const [index, line] of lines.entries()) {
    const apiVersion = /^apiVersion: ([a-z][\w./]*)$/.exec(line)?.[1];
    if (apiVersion !== undefined) {
      const certainty = depth > 0 ? "likely" : "proven";
      const mention = {
        apiVersion,
        kind: kindAfter(lines, index),
        class: "object",
        key: "apiVersion",
      } as const;
      written.push({ ...mention, path, line: index + 1, certainty, isTemplate: true });
    }
    for (const [, word] of line.matchAll(ACTION)) depth += word === "end" ? -1 : 1;
  }
  if (depth !== 0) throw new Error(`${path} has a branch without an end`);
  return { path, text, documents: lines.filter((line) => line === "---").length + 1, written };
}

function kindAfter(lines: readonly string[], index: number): string {
  const kind = lines.slice(index).map((line) => /^kind: (\w+)$/.exec(line)?.[1]);
  return kind.find((name) => name !== undefined) ?? "";
}
