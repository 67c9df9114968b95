import type { CorpusFile } from "./corpus-file.ts";
import { isMapping, type Mention, mentionOf, type Value } from "./value.ts";

/** A JSON file as tools write it, one key to a line. */
export function jsonFile(path: string, value: Value, indent: 2 | 4 = 2): CorpusFile {
  const text = `${JSON.stringify(value, null, indent)}\n`;
  const lines = text
    .split("\n")
    .flatMap((line, index) => (/^\s*"apiVersion": "/.test(line) ? [index + 1] : []));
  const mentions = [...mentionsOf(value)];
  if (lines.length !== mentions.length) throw new Error(`${path} mentions a version in a way of its own`);
  const written = mentions.map((mention, index) => ({
    ...mention,
    path,
    line: lines[index] ?? 0,
    certainty: "proven" as const,
    isTemplate: false,
  }));
  return { path, text, documents: 1, written };
}

/** In the order of their `apiVersion` keys in the text. */
function* mentionsOf(value: Value): Generator<Mention> {
  if (Array.isArray(value)) {
    for (const item of value) yield* mentionsOf(item);
  } else if (isMapping(value)) {
    const mention = mentionOf(value);
    for (const [key, inner] of Object.entries(value)) {
      if (mention?.key === key) yield mention;
      else yield* mentionsOf(inner);
    }
  }
}
