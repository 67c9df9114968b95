import type { PlaybookValue } from "./playbook-value.ts";
import { shownText } from "./shown-text.ts";

/** What a value is, for the beginning of a message: `1.30 is a number`. */
export function whatIs(value: PlaybookValue): string {
  const { node } = value;
  if (node.kind === "mapping")
    return node.entries.size === 0 ? "This is an empty mapping" : "This is a mapping";
  if (node.kind === "sequence") return node.items.length === 0 ? "This is an empty list" : "This is a list";
  if (typeof node.value === "string") return `${shownText(node.value)} is a text`;
  if (node.value === null)
    return node.written === "" ? "There is no value here" : `${node.written} is no value`;
  const kind = typeof node.value === "number" ? "a number" : "true or false";
  return `${node.written.slice(0, 60)} is ${kind}`;
}

/** What a value of another type than `type` (as the schema names it) is, and what to write instead. */
export function wrongType(value: PlaybookValue, type: string): string {
  return `${whatIs(value)}: expected ${TYPES[type] ?? type}${hint(value, type)}.`;
}

function hint({ node, key }: PlaybookValue, type: string): string {
  if (key === "timeout") return " with its unit, such as 30s or 5m";
  if (type === "array" && node.kind === "mapping") return "; each of its items begins with a dash";
  if (node.kind !== "scalar" || node.value === null) return "";
  if (type === "string") return `; put it in quotes: "${node.written.slice(0, 60)}"`;
  if (type === "array") return "; write it behind a dash, on a line of its own";
  return typeof node.value === "string" && /^\d+$/.test(node.value)
    ? `; write it without quotes: ${node.value}`
    : "";
}

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a whole number",
  object: "a mapping of keys and values",
  string: "a text",
};
