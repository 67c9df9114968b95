import type * as z from "zod/mini";
import { quotedText } from "../kubernetes/quoted-text.ts";
import type { Position } from "../source/line-index.ts";
import { nearest } from "../source/nearest.ts";
import { knownKeys, placesOf } from "../source/schema-keys.ts";
import type { SourceValue } from "../source/value.ts";
import { type PathPart, valueAt } from "./configuration-data.ts";
import { configurationSchema } from "./configuration-schema.ts";
import { expectedBy, remedyFor } from "./expected-value.ts";

/** One thing that is wrong with the configuration; unknown keys point at the key, wrong values at the value. */
export interface ConfigurationError {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** Dotted path of the key: `clusters[0].policy.kubeProxy`; empty for the file as a whole. */
  readonly field: string;
  /** What was read, in one sentence. */
  readonly message: string;
  /** What was expected there: a noun phrase. */
  readonly expected: string;
  /** The next step, in one sentence. */
  readonly remedy: string;
}

/** The errors of one issue that the schema found in the document `root`. */
export function errorsOf(issue: z.core.$ZodIssue, root: SourceValue): readonly ConfigurationError[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(root, path, key));
  if (issue.code === "invalid_key") return [wrongName(root, path)];
  const value = valueAt(root, path);
  const isMissing = value === undefined || (value.kind === "scalar" && value.text() === undefined);
  return [isMissing ? missing(root, path, issue) : wrong(value, issue)];
}

function unknownKey(root: SourceValue, path: readonly PathPart[], key: string): ConfigurationError {
  const mapping = valueAt(root, path) ?? root;
  const keys = knownKeys(configurationSchema, path);
  const meant = nearest(key, keys);
  const elsewhere = placesOf(key, configurationSchema);
  const remedy =
    meant !== undefined
      ? `Did you mean ${meant}?`
      : elsewhere.length > 0
        ? `It belongs elsewhere: ${elsewhere.join(" or ")}.`
        : `Remove it, or use one of: ${keys.join(", ")}.`;
  return {
    ...at(mapping, mapping.keyPosition(key) ?? mapping.position()),
    field: fieldOf([...path, key]),
    message: `${quotedText(key)} is no key that Kubehop knows ${path.length === 0 ? "here" : `in ${fieldOf(path)}`}.`,
    expected: `one of the keys ${keys.join(", ")}`,
    remedy,
  };
}

/** A key that the user chooses, such as an environment's name. */
function wrongName(root: SourceValue, path: readonly PathPart[]): ConfigurationError {
  const mapping = valueAt(root, path.slice(0, -1)) ?? root;
  const key = String(path.at(-1) ?? "");
  const expected = "a name of letters, digits, dots, dashes, underscores and slashes, at most 100";
  return {
    ...at(mapping, mapping.keyPosition(key) ?? mapping.position()),
    field: fieldOf(path),
    message: `${quotedText(key)} cannot be a name; expected ${expected}.`,
    expected,
    remedy: "Choose another name.",
  };
}

function missing(root: SourceValue, path: readonly PathPart[], issue: z.core.$ZodIssue): ConfigurationError {
  const parent = valueAt(root, path.slice(0, -1)) ?? root;
  const key = String(path.at(-1) ?? "");
  return {
    ...at(parent, parent.keyPosition(key) ?? parent.position()),
    field: fieldOf(path),
    message: `${fieldOf(path)} is missing.`,
    expected: expectedBy(issue),
    remedy: `Add ${key}: ${expectedBy(issue)}.`,
  };
}

function wrong(value: SourceValue, issue: z.core.$ZodIssue): ConfigurationError {
  const expected = expectedBy(issue);
  const name = value.field === "" ? "The configuration" : value.field;
  const isChoice = issue.code === "custom" && value.kind === "mapping";
  return {
    ...at(value, value.position()),
    field: value.field,
    message: isChoice ? `${name} needs ${expected}.` : `${name} is ${shown(value)}; expected ${expected}.`,
    expected,
    remedy: remedyFor(value, issue, expected),
  };
}

function shown(value: SourceValue): string {
  if (value.kind === "mapping") return "a mapping";
  return value.kind === "sequence" ? "a list" : quotedText(value.text() ?? "");
}

function at(value: SourceValue, position: Position): Pick<ConfigurationError, "path" | "line" | "column"> {
  return { path: value.source.path, line: position.line, column: position.column };
}

function fieldOf(path: readonly PathPart[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join("");
}
