import { CARRIAGE_RETURN, LINE_FEED, SPACE } from "./character-codes.ts";
import type { Codes } from "./text-codes.ts";

/** In place of an offset where a reader finds what is left to the parser. */
export const UNUSUAL = -1;

/** Offset behind the spaces that begin at `from`. */
export function behindSpaces(codes: Codes, from: number): number {
  let at = from;
  while (codes[at] === SPACE) at += 1;
  return at;
}

/** Offset behind the line end at `at`; {@link UNUSUAL} where none of the usual two stands there. */
export function behindBreak(codes: Codes, at: number): number {
  if (codes[at] === LINE_FEED) return at + 1;
  return codes[at] === CARRIAGE_RETURN && codes[at + 1] === LINE_FEED ? at + 2 : UNUSUAL;
}
