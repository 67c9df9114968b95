import type { ApiFacts } from "../kubernetes/api-facts.ts";
import type { SourceValue } from "../source/value.ts";
import { readingOf } from "./file-reading.ts";
import type { FixAnswer, FixRequest } from "./fixer.ts";
import type { Splice } from "./splice.ts";

/**
 * Lets a target, which says its group and version apart, select the newer API; undefined for what is no such
 * target.
 */
export function renamedTarget(
  { old, newer }: { readonly old: ApiFacts; readonly newer: ApiFacts },
  { file, place }: FixRequest,
): FixAnswer | undefined {
  if (place.class !== "reference") return undefined;
  const isTarget = (value: SourceValue) =>
    ["version", "group"].some((key) => {
      const at = value.keyPosition(key);
      return at?.line === place.line && at.column === place.column;
    });
  const target = readingOf(file)
    .documents.documents.map(({ root }) => found(root, isTarget))
    .find((value) => value !== undefined);
  if (target === undefined) return undefined;
  const changes = [
    change(target, "group", [old.group, newer.group]),
    change(target, "version", [old.version, newer.version]),
  ];
  if (old.group !== newer.group && !target.has("group"))
    return { reason: "the group changes too, and it is not written there" };
  const splices = changes.flat();
  return splices.some((splice) => splice === undefined)
    ? { reason: "its group or version is not written as it is" }
    : { splices: splices.flatMap((splice) => splice ?? []) };
}

function found(value: SourceValue, is: (value: SourceValue) => boolean): SourceValue | undefined {
  if (value.kind === "mapping" && is(value)) return value;
  const children = value.kind === "mapping" ? value.entries().map(([, child]) => child) : value.items();
  for (const child of children) {
    const inner = found(child, is);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Empty where the target does not say it, or it stays; an undefined entry where it cannot be written. */
function change(
  target: SourceValue,
  key: string,
  [from, to]: readonly [string, string],
): readonly (Splice | undefined)[] {
  const value = target.get(key);
  if (value === undefined || from === to) return [];
  const { node, source } = value;
  const isPlain = node.kind === "scalar" && node.text === from && source.text.startsWith(from, node.start);
  return [isPlain ? { start: node.start, end: node.start + from.length, to } : undefined];
}
