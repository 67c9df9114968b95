import type * as z from "zod/mini";
import { nearest } from "../source/nearest.ts";
import { knownKeys } from "../source/schema-keys.ts";
import { configurationSchema } from "./configuration-schema.ts";

type Issue = z.core.$ZodIssue;
type Path = Issue["path"];

/**
 * The issues without those that a misspelt key brings along: the key that was meant is missing, and a choice
 * between keys seems not to be made. What is left names the letters to correct, once.
 */
export function withoutFollowers(issues: readonly Issue[]): readonly Issue[] {
  const meant = issues.flatMap((issue) => meantKeys(issue).map((key) => ({ at: issue.path, key })));
  return issues.filter((issue) => !meant.some(({ at, key }) => follows(issue, at, key)));
}

/** The known keys that the unknown ones of a mapping were probably meant to be. */
function meantKeys(issue: Issue): readonly string[] {
  if (issue.code !== "unrecognized_keys") return [];
  const known = knownKeys(configurationSchema, issue.path.map(partOf));
  return issue.keys.flatMap((key) => nearest(key, known) ?? []);
}

function follows(issue: Issue, mapping: Path, meant: string): boolean {
  if (issue.code === "custom") return isSame(issue.path, mapping);
  return issue.code === "invalid_type" && isSame(issue.path, [...mapping, meant]);
}

function isSame(left: Path, right: Path): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index]);
}

function partOf(part: PropertyKey): string | number {
  return typeof part === "symbol" ? String(part) : part;
}
