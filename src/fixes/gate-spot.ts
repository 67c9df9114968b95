import type { Place, SourceFile } from "../source/finding.ts";
import { lineAt, lineStart } from "./splice.ts";

/** Where a file sets a gate, as an entry (`Gate: true`) or as a pair of an argument (`Gate=true`). */
export interface GateSpot {
  readonly form: "entry" | "pair";
  readonly line: number;
  /** Offsets of the entry or pair in the text, an entry's quotes and value included. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/**
 * Finds a gate at its place: on the line itself, or, of an argument in list form, on the line of its value, which
 * may stand below the name or above it.
 */
export function gateSpot(gate: string, place: Place, { text }: SourceFile): GateSpot | undefined {
  const own = spotIn(gate, place.line, text);
  if (own !== undefined) return own;
  return [place.line + 1, place.line - 1]
    .filter((line) => /^\s*(?:- )?["']?value["']?:/.test(lineAt(text, line)))
    .map((line) => spotIn(gate, line, text))
    .find((spot) => spot !== undefined);
}

function spotIn(gate: string, line: number, text: string): GateSpot | undefined {
  const written = lineAt(text, line);
  const offset = lineStart(text, line);
  const entry = new RegExp(
    `(?<=^\\s*|[{,]\\s*)(["']?)${gate}\\1\\s*:\\s*(["']?)(true|false)\\2(?=\\s*(?:[,}]|$|\\s#))`,
  ).exec(written);
  if (entry !== null) {
    const start = offset + entry.index;
    return { form: "entry", line, start, end: start + entry[0].length, value: entry[3] ?? "" };
  }
  const pairs = [
    ...written.matchAll(new RegExp(`(?<=[\\s,"'=[{]|^)${gate}=(true|false)(?=[\\s,"'\\]}]|$)`, "g")),
  ];
  const [pair] = pairs;
  if (pair === undefined || pairs.length > 1 || isInComment(written, pair.index)) return undefined;
  const start = offset + pair.index;
  return { form: "pair", line, start, end: start + pair[0].length, value: pair[1] ?? "" };
}

function isInComment(line: string, at: number): boolean {
  return /(?:^|\s)#/.test(line.slice(0, at));
}
