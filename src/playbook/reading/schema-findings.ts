import type * as z from "zod/mini";
import { nearest } from "../../source/nearest.ts";
import { knownKeys } from "../../source/schema-keys.ts";
import type { Draft } from "../finding.ts";
import { playbookSchema } from "../playbook-schema.ts";
import { pointerOf } from "../yaml/pointer.ts";
import type { PlaybookValue } from "./playbook-value.ts";
import { shownText } from "./shown-text.ts";
import { whatIs, wrongType } from "./wrong-type.ts";

type Issue = z.core.$ZodIssue;

/** The findings of one issue that the schema has with a document. */
export function schemaFindings(issue: Issue, root: PlaybookValue): readonly Draft[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(root, path, key));
  const value = root.at(path);
  return value === undefined ? [missingKey(root, path)] : wrongValue(value, issue);
}

function unknownKey(root: PlaybookValue, path: readonly (string | number)[], key: string): Draft {
  const known = knownKeys(playbookSchema, path);
  const meant = nearest(key, known);
  const hint = meant === undefined ? `the keys here are ${known.join(", ")}` : `did you mean ${meant}?`;
  return {
    code: "unknown-key",
    pointer: pointerOf([...path, key]),
    offset: root.at(path)?.keyOffset(key) ?? root.offset,
    message: `${shownText(key)} is no key of ${partName(path)}: ${hint}`,
  };
}

function missingKey(root: PlaybookValue, path: readonly (string | number)[]): Draft {
  const parent = path.slice(0, -1);
  return {
    code: "missing-key",
    pointer: pointerOf(path),
    offset: root.at(parent)?.offset ?? root.offset,
    message: `The key ${path.at(-1)} of ${partName(parent)} is missing.`,
  };
}

function wrongValue(value: PlaybookValue, issue: Issue): Draft[] {
  const place = { pointer: value.pointer, offset: value.offset };
  if (issue.code === "invalid_type") {
    return [{ ...place, code: "wrong-type", message: wrongType(value, issue.expected) }];
  }
  // Keys that are wrong are told by themselves; a step without any is another thing.
  if (value.entries().length > 0) return [];
  const message = `${whatIs(value)}: expected ${expected(issue)}.`;
  return [{ ...place, code: value.node.kind === "scalar" ? "wrong-value" : "too-few", message }];
}

function expected(issue: Issue): string {
  return issue.code === "too_small" && issue.origin === "array" ? "at least one item" : issue.message;
}

/** What a mapping of the document is called. */
function partName(path: readonly (string | number)[]): string {
  const last = path.findLast((part) => typeof part === "string") ?? "";
  return /^path_\d$/.test(last) ? `the variant ${last}` : (NAMES[last] ?? last);
}

const NAMES: Readonly<Record<string, string>> = {
  "": "the document",
  playbook: "the playbook",
  prerequisites: "prerequisites",
  tools: "a tool",
  files: "a file",
  inputs: "an input",
  steps: "a step",
  variants: "a step's variants",
};
