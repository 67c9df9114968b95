import { readingOf } from "./file-reading.ts";
import type { FixRequest } from "./fixer.ts";
import { lineAt, lineStart } from "./splice.ts";

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the version of a place stands as text: behind its key, in a template's default, or on a line of its own. */
export function writtenVersion(apiVersion: string, request: FixRequest): Range | undefined {
  return behindKey(apiVersion, request) ?? inDefault(apiVersion, request) ?? asValue(apiVersion, request);
}

/** JSON may escape the slash. */
function literal(apiVersion: string): string {
  return apiVersion.replaceAll(".", "\\.").replace("/", "(?:\\\\)?/");
}

/** Behind the key of the place. */
export function behindKey(apiVersion: string, { file: { text }, place }: FixRequest): Range | undefined {
  const head = `^(?:- +)*["']?apiVersion["']?\\s*:\\s*(?:[&!][^\\s,\\[\\]{}]*\\s+)*(["']?)`;
  const found = new RegExp(`(${head})(${literal(apiVersion)})\\2(?=[\\s,}\\]]|$)`).exec(
    lineAt(text, place.line).slice(place.column - 1),
  );
  if (found === null) return undefined;
  const start = lineStart(text, place.line) + place.column - 1 + (found[1] ?? "").length;
  return { start, end: start + (found[3] ?? "").length };
}

/** `{{ .Values.cronjobs.apiVersion | default "batch/v1beta1" }}`. */
function inDefault(apiVersion: string, { file: { text }, place }: FixRequest): Range | undefined {
  const line = lineAt(text, place.line);
  const found = new RegExp(
    `^(\\s*(?:- +)*["']?apiVersion["']?\\s*:[^#]*\\{\\{[^}#]*\\bdefault\\s+")${literal(apiVersion)}"`,
  ).exec(line);
  if (found === null || line.split(apiVersion).length > 2) return undefined;
  const start = lineStart(text, place.line) + (found[1] ?? "").length;
  return { start, end: start + apiVersion.length };
}

/** On a line of its own, below its key. */
export function asValue(apiVersion: string, { file, place }: FixRequest): Range | undefined {
  const object = readingOf(file).objectAt(place)?.value;
  const node = object?.get("apiVersion")?.node;
  const key = object?.keyPosition("apiVersion");
  if (node?.kind !== "scalar" || key === undefined) return undefined;
  const { start } = node;
  const isThere = file.text.startsWith(apiVersion, start) && node.text === apiVersion;
  // What an alias names stands before its key.
  const isBehindKey = start > lineStart(file.text, key.line) + key.column - 1;
  return isThere && isBehindKey ? { start, end: start + apiVersion.length } : undefined;
}
