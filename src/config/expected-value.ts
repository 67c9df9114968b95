import type * as z from "zod/mini";
import { nearest } from "../source/nearest.ts";
import { plainScalarValue } from "../source/scalar.ts";
import type { SourceValue } from "../source/value.ts";

/** What the schema expected where an issue is, as a noun phrase. */
export function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return among(issue.values.map(String));
  if (issue.code === "invalid_type") return TYPES[issue.expected] ?? issue.expected;
  if (issue.code === "too_small") {
    return issue.origin === "number" ? `a number not below ${issue.minimum}` : "at least one entry";
  }
  if (issue.code === "too_big") {
    return issue.origin === "number"
      ? `a number not above ${issue.maximum}`
      : `at most ${issue.maximum} characters`;
  }
  return issue.message;
}

function among(values: readonly string[]): string {
  if (values.length === 0) return "nothing: no value is known here";
  return values.length === 1 ? String(values[0]) : `one of ${values.join(", ")}`;
}

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "a mapping of keys and values",
  record: "a mapping of names and values",
  string: "a text",
};

/** The next step where a value is wrong, in one sentence. */
export function remedyFor(value: SourceValue, issue: z.core.$ZodIssue, expected: string): string {
  if (issue.code === "invalid_value") {
    const meant = nearest(value.text() ?? "", issue.values.map(String));
    if (meant !== undefined) return `Did you mean ${meant}?`;
  }
  if (issue.code === "invalid_type") return remedyForType(value, issue.expected, expected);
  return `Write ${expected}.`;
}

function remedyForType(value: SourceValue, type: string, expected: string): string {
  const text = value.text();
  if (text === undefined) {
    const isEntries = type === "array" && value.kind === "mapping";
    return isEntries ? "Begin each entry with a dash: - name: …." : `Write ${expected}.`;
  }
  if (type === "string") return `Put it in quotes: "${text}".`;
  if (type === "array") return `Write it as a list: ["${text}"].`;
  const isQuoted = ["number", "int", "boolean"].includes(type) && typeof plainScalarValue(text) !== "string";
  return isQuoted ? `Write it without quotes: ${plainScalarValue(text)}.` : `Write ${expected}.`;
}
