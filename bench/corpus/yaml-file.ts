import type { CorpusFile } from "./corpus-file.ts";
import type { Random } from "./random.ts";
import type { Value } from "./value.ts";
import { sentence } from "./words.ts";
import { type YamlLine, type YamlStyle, yamlLines } from "./yaml.ts";

/** A document: a value that is printed, or a text as it stands, of which nothing is to be found. */
export type Document = { readonly value: Value } | { readonly text: string };

const LICENSE = [
  '# Licensed under the Apache License, Version 2.0 (the "License");',
  "# you may not use this file except in compliance with the License.",
];

/** A YAML file of these documents, in a hand of its own: lists, quotes, comments, separators, line ends. */
export function yamlFile(path: string, documents: readonly Document[], random: Random): CorpusFile {
  const style = handOf(random);
  const lines = [
    ...(random.chance(0.1) ? LICENSE.map((text) => ({ text })) : []),
    ...(random.chance(0.4) ? [{ text: "---" }] : []),
    ...documents.flatMap((document, index) => [
      ...(index > 0 ? [{ text: "---" }] : []),
      ...documentLines(document, style),
    ]),
  ];
  const commented = withComments(lines, random);
  const lineEnd = random.chance(0.01) ? "\r\n" : "\n";
  const written = commented.flatMap(({ mention }, index) =>
    mention === undefined
      ? []
      : [{ ...mention, path, line: index + 1, certainty: "proven" as const, isTemplate: false }],
  );
  return {
    path,
    text: commented.map(({ text }) => `${text}${lineEnd}`).join(""),
    documents: documents.length,
    written,
  };
}

function handOf(random: Random): YamlStyle {
  return {
    deepLists: random.chance(0.5),
    quote: random.chance(0.7) ? '"' : "'",
    quotesAll: random.chance(0.04),
  };
}

function documentLines(document: Document, style: YamlStyle): readonly YamlLine[] {
  if ("value" in document) return yamlLines(document.value, style);
  return document.text
    .replace(/\n$/, "")
    .split("\n")
    .map((text) => ({ text }));
}

/** Comments before some lines of the first level, where no block scalar can take them for its own. */
function withComments(lines: readonly YamlLine[], random: Random): readonly YamlLine[] {
  return lines.flatMap((line) =>
    /^[a-zA-Z]/.test(line.text) && random.chance(0.06)
      ? [{ text: `# ${sentence(random, random.between(3, 14))}` }, line]
      : [line],
  );
}
