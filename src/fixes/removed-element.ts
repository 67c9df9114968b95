import type { Splice } from "./splice.ts";

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The splice that takes an element out of a flow mapping or list, or of JSON: with one of the commas beside it, and
 * with its line where it has one. An only element leaves the empty brackets. Undefined where comments stand between.
 */
export function removedElement(text: string, { start, end }: Range): Splice | undefined {
  const before = /[^\s]\s*$/.exec(text.slice(Math.max(0, start - NEAR), start))?.[0] ?? "";
  const after = /^\s*[^\s]/.exec(text.slice(end, end + NEAR))?.[0] ?? "";
  const opens = /^[{[]/.test(before);
  if (after.endsWith(",")) return withCommaAfter(text, { start, end: end + after.length });
  if (!/[}\]]$/.test(after)) return undefined;
  if (before.startsWith(",")) return { start: start - before.length, end, to: "" };
  return opens ? { start: start - before.length + 1, end: end + after.length - 1, to: "" } : undefined;
}

/** How far a bracket or comma may stand from its element. */
const NEAR = 500;

/** What has its line for itself goes with it; inside a line with the blanks up to the next element. */
function withCommaAfter(text: string, { start, end }: Range): Splice {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const [rest = ""] = /^[ \t]*(?:\r?\n)?/.exec(text.slice(end)) ?? [];
  const isOwnLine = text.slice(lineStart, start).trim() === "" && rest.endsWith("\n");
  if (isOwnLine) return { start: lineStart, end: end + rest.length, to: "" };
  return { start, end: end + rest.replace(/\r?\n$/, "").length, to: "" };
}
