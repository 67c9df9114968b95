import { readingOf } from "./file-reading.ts";
import type { FixRequest } from "./fixer.ts";
import { lineAt } from "./splice.ts";

/**
 * Whether a PodDisruptionBudget means the same in policy/v1: an empty selector means every pod there and none in
 * v1beta1; one that names labels means the same in both, and so does none at all.
 */
export function budgetKeepsMeaning(request: FixRequest): boolean {
  const budget = readingOf(request.file).objectAt(request.place)?.value;
  if (budget === undefined) return namesLabelsAsText(request);
  const selector = budget.get("spec", "selector");
  if (selector === undefined) return true;
  return ["matchLabels", "matchExpressions"].some((key) => {
    const part = selector.get(key);
    return (part?.entries().length ?? 0) + (part?.items().length ?? 0) > 0;
  });
}

/**
 * A template, or a patch inside a text: one label under `matchLabels` that no branch surrounds is enough, and so are
 * those that a named template writes: who names one there does not mean every pod.
 */
function namesLabelsAsText({ file, place }: FixRequest): boolean {
  const lines = documentLines(file.text, place.line);
  const selector = lines.findIndex((line) => /^\s+selector:\s*$/.test(line));
  const own = lines.slice(selector + 1);
  const [head, first] = own;
  if (selector === -1 || head === undefined) return false;
  if (INCLUDED_BEHIND.test(head)) return true;
  if (!/^\s+matchLabels:\s*(?:#.*)?$/.test(head)) return false;
  return (
    INCLUDED.test(first ?? "") || (isDeeper(first, head) && /^\s+["']?[\w./-]+["']?:\s+\S/.test(first ?? ""))
  );
}

const INCLUDED = /^\s*\{\{-?[^}]*\b(?:include|template)\s/;
const INCLUDED_BEHIND = /^\s+matchLabels:\s+\{\{-?[^}]*\b(?:include|template)\s/;

function documentLines(text: string, line: number): readonly string[] {
  const lines: string[] = [];
  for (let at = line; at < line + LONGEST; at += 1) {
    const written = lineAt(text, at);
    if (/^\s*---/.test(written)) break;
    if (written.trim() !== "" && !/^\s*#/.test(written)) lines.push(written);
  }
  return lines;
}

/** Lines of a budget that are looked at. */
const LONGEST = 100;

function isDeeper(line = "", than = ""): boolean {
  return line.search(/\S/) > than.search(/\S/);
}
