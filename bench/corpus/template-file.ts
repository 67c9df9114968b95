import type { CorpusFile, Written } from "./corpus-file.ts";

const ACTION = /\{\{-?\s*(if|with|range|define|block|end)\b/g;

/** Templates by name, and the versions that they choose from. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/**
 * A template of a Helm chart. A literal `apiVersion` at the beginning of a line is a mention; inside a
 * branch it is `likely`, and so is each of those that an included template chooses from.
 */
export function templateFile(path: string, text: string, choices: Choices = {}): CorpusFile {
  const lines = text.split("\n");
  const written: Written[] = [];
  let depth = 0;
  for (const [index, line] of lines.entries()) {
    const [isCertain, versions] = versionsOn(line, choices);
    const place = {
      path,
      line: index + 1,
      certainty: isCertain && depth === 0 ? "proven" : "likely",
      isTemplate: true,
    } as const;
    const mention = { kind: kindAfter(lines, index), class: "object", key: "apiVersion" } as const;
    written.push(...versions.map((apiVersion) => ({ apiVersion, ...mention, ...place })));
    for (const [, word] of line.matchAll(ACTION)) depth += word === "end" ? -1 : 1;
  }
  if (depth !== 0) throw new Error(`${path} has a branch without an end`);
  return { path, text, documents: lines.filter((line) => line === "---").length + 1, written };
}

/** The versions that a line can come to mean, and whether there is no choice. */
function versionsOn(
  line: string,
  choices: Choices,
): readonly [isCertain: boolean, versions: readonly string[]] {
  const [, literal] = /^apiVersion: ([a-z][\w./]*)$/.exec(line) ?? [];
  if (literal !== undefined) return [true, [literal]];
  const [, included = ""] = /^apiVersion: \{\{ include "([^"]+)" [.$] \}\}$/.exec(line) ?? [];
  return [false, choices[included] ?? []];
}

function kindAfter(lines: readonly string[], index: number): string {
  const kind = lines.slice(index).map((line) => /^kind: (\w+)$/.exec(line)?.[1]);
  return kind.find((name) => name !== undefined) ?? "";
}
