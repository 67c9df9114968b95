import { CHOMPING_MODE, SCALAR_STYLE } from "js-yaml";
import { BAR, isRare, SPACE, TAB } from "./character-codes.ts";
import { behindBreak, behindSpaces, UNUSUAL } from "./code-moves.ts";
import { scalarKind, type TapeKind } from "./tape.ts";
import type { Codes } from "./text-codes.ts";

/** A text in lines of its own: its kind, its first line, and where it ends. */
export interface BlockScalar {
  readonly kind: TapeKind;
  readonly from: number;
  readonly to: number;
}

/** Where the header (`|`, `>-`) stands, where the document ends, and the column of the entry that holds it. */
export interface BlockScalarPlace {
  readonly header: number;
  readonly end: number;
  readonly column: number;
}

/**
 * Reads a block scalar as tools write it: a header without indentation or comment, and lines that are all indented as
 * the first one. Undefined for what is left to the parser.
 */
export function readBlockScalar(codes: Codes, place: BlockScalarPlace): BlockScalar | undefined {
  const { header, end, column } = place;
  const chomping = CHOMPING.get(codes[header + 1] ?? 0);
  const from = behindBreak(codes, header + (chomping === undefined ? 1 : 2));
  const indent = from > end ? 0 : firstIndent(codes, from, end);
  if (indent <= column) return undefined;
  const to = endOfLines(codes, { from, end, indent });
  if (to < 0) return undefined;
  const style = codes[header] === BAR ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  const kind = scalarKind({ style, chomping: chomping ?? CHOMPING_MODE.CLIP, indent, fast: false });
  return { kind, from, to };
}

/** The indentation of the first line with a text; 0 where lines before it are not empty, or where none follows. */
function firstIndent(codes: Codes, from: number, end: number): number {
  let line = from;
  while (line < end) {
    const at = behindSpaces(codes, line);
    const next = behindBreak(codes, at);
    if (next === UNUSUAL) return at < end && codes[at] !== TAB ? at - line : 0;
    if (at > line) return 0;
    line = next;
  }
  return 0;
}

interface Lines {
  readonly from: number;
  readonly end: number;
  readonly indent: number;
}

/** Where the first line begins that is indented less; {@link UNUSUAL} where a character is one for the parser. */
function endOfLines(codes: Codes, { from, end, indent }: Lines): number {
  let line = from;
  while (line < end) {
    let at = behindSpaces(codes, line);
    const isEmpty = behindBreak(codes, at) !== UNUSUAL;
    if (!isEmpty && at >= end) return UNUSUAL;
    if (!isEmpty && at - line < indent) return line;
    for (let code = codes[at] ?? 0; (code >= SPACE || code === TAB) && at < end; code = codes[at] ?? 0) {
      if (isRare(code)) return UNUSUAL;
      at += 1;
    }
    if (at >= end) return end;
    line = behindBreak(codes, at);
    if (line === UNUSUAL) return UNUSUAL;
  }
  return end;
}

const CHOMPING: ReadonlyMap<number, number> = new Map([
  ["+".charCodeAt(0), CHOMPING_MODE.KEEP],
  ["-".charCodeAt(0), CHOMPING_MODE.STRIP],
]);
