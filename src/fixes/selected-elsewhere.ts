import { RE2JS, RE2JSException } from "re2js";
import { selectorsOf } from "../findings/views/kustomization-uses.ts";
import type { ApiFacts } from "../kubernetes/api-facts.ts";
import { apiFacts } from "../kubernetes/api-table.ts";
import type { SourceFile } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import { readingOf } from "./file-reading.ts";
import { isRefused, type Mendable, type Trial } from "./trial.ts";

/**
 * Leaves an object to a person that a kustomization selects by the API it has, where that selector itself is not
 * mended: a pattern, or a version without a kind. kustomize says nothing where a target selects nothing any more.
 */
export function heldBySelectors(
  trials: readonly Trial[],
  changing: (path: string) => readonly SourceFile[],
): readonly Trial[] {
  const followed = new Set(
    trials.flatMap(({ spot: { place }, bond }) =>
      bond?.role === "follower" ? [`${place.path}:${place.line}`] : [],
    ),
  );
  return trials.map((trial) => {
    if (isRefused(trial) || trial.bond?.role !== "object") return trial;
    const spot = changing(trial.spot.place.path)
      .flatMap((file) => readingOf(file).documents.documents)
      .flatMap(({ root }) => selectorsOf(root))
      .find((selector) => !isFollowed(selector, followed) && losesIt(selector, trial));
    if (spot === undefined) return trial;
    const reason = `${spot.source.path}:${spot.position().line} selects it by the API that it has`;
    return { spot: trial.spot, bond: trial.bond, reason };
  });
}

function isFollowed(selector: SourceValue, followed: ReadonlySet<string>): boolean {
  return ["version", "group", "apiVersion"].some((key) => {
    const at = selector.keyPosition(key);
    return at !== undefined && followed.has(`${selector.source.path}:${at.line}`);
  });
}

/** Whether it selects the object as it is, and not under its newer API. */
function losesIt(selector: SourceValue, { request: { place, finding } }: Mendable): boolean {
  const [old, newer] = [place.object, finding.replacement].map((name) =>
    name === undefined || name === null ? undefined : apiFacts(name),
  );
  return old !== undefined && newer !== undefined && selects(selector, old) && !selects(selector, newer);
}

function selects(selector: SourceValue, { group, version, kind, apiVersion }: ApiFacts): boolean {
  return Object.entries({ group, version, kind, apiVersion }).every(([key, value]) => {
    const pattern = selector.textAt(key);
    return pattern === undefined || pattern === "" || matches(pattern, value);
  });
}

/** Targets are patterns for the whole word; what is no pattern is one for itself. */
function matches(pattern: string, value: string): boolean {
  if (pattern === value) return true;
  if (/^[\w/-]*$/.test(pattern)) return false;
  try {
    return RE2JS.matches(pattern, value);
  } catch (error) {
    if (error instanceof RE2JSException) return false;
    throw error;
  }
}
