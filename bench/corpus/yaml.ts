import { isMapping, type Mapping, type Mention, mentionOf, type Value } from "./value.ts";

/** How somebody writes YAML. */
export interface YamlStyle {
  /** Lists stand two spaces deeper than their key, or as deep as it. */
  readonly deepLists: boolean;
  readonly quote: '"' | "'";
  readonly quotesAll: boolean;
}

/** A line of YAML, and what it mentions where it is the line of an `apiVersion`. */
export interface YamlLine {
  readonly text: string;
  readonly mention?: Mention;
}

const PLAIN = /^[A-Za-z/][\w./:@=%+-]*(?: [\w./@=%+-]+)*$/;
const NOT_TEXT = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** The lines of a document. */
export function yamlLines(value: Value, style: YamlStyle): readonly YamlLine[] {
  if (isMapping(value) && Object.keys(value).length > 0) return mappingLines(value, style);
  if (Array.isArray(value) && value.length > 0) return listLines(value, style);
  return [{ text: scalar(value, style) }];
}

function mappingLines(mapping: Mapping, style: YamlStyle): readonly YamlLine[] {
  const mention = mentionOf(mapping);
  return Object.entries(mapping).flatMap(([key, value]) => {
    const [first, ...rest] = entryLines(key, value, style);
    return first !== undefined && mention?.key === key
      ? [{ ...first, mention }, ...rest]
      : [first ?? { text: "" }, ...rest];
  });
}

function entryLines(key: string, value: Value, style: YamlStyle): readonly YamlLine[] {
  if (typeof value === "string" && value.includes("\n")) return blockLines(key, value);
  if (isMapping(value) && Object.keys(value).length > 0) {
    return [{ text: `${key}:` }, ...indented(mappingLines(value, style), "  ")];
  }
  if (Array.isArray(value) && value.length > 0) {
    return [{ text: `${key}:` }, ...indented(listLines(value, style), style.deepLists ? "  " : "")];
  }
  return [{ text: `${key}: ${scalar(value, style)}` }];
}

function listLines(list: readonly Value[], style: YamlStyle): readonly YamlLine[] {
  return list.flatMap((item) => {
    const lines =
      typeof item === "string" && item.includes("\n")
        ? [{ text: JSON.stringify(item) }]
        : yamlLines(item, style);
    return lines.map((line, number) => ({ ...line, text: `${number === 0 ? "- " : "  "}${line.text}` }));
  });
}

/** A literal block scalar; the text ends with a line feed. */
function blockLines(key: string, text: string): readonly YamlLine[] {
  const keeps = text.endsWith("\n") ? "|" : "|-";
  return [
    { text: `${key}: ${keeps}` },
    ...indented(
      text
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => ({ text: line })),
      "  ",
    ),
  ];
}

function indented(lines: readonly YamlLine[], indent: string): readonly YamlLine[] {
  if (indent === "") return lines;
  return lines.map((line) => (line.text === "" ? line : { ...line, text: `${indent}${line.text}` }));
}

function scalar(value: Value, { quote, quotesAll }: YamlStyle): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const isPlain = PLAIN.test(value) && !NOT_TEXT.test(value) && !value.endsWith(":");
  if (isPlain && !quotesAll) return value;
  return quote === "'" && !value.includes("'") ? `'${value}'` : JSON.stringify(value);
}
