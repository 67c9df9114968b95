import { APOSTROPHE, BACKSLASH, QUOTE, SPACE } from "./character-codes.ts";
import { DOUBLE_QUOTED, DOUBLED, ESCAPED, SINGLE_QUOTED } from "./scalar-kinds.ts";
import type { TapeKind } from "./tape.ts";
import type { Codes } from "./text-codes.ts";

/** A text in quotes: its kind, and where the closing quote stands. */
export interface QuotedScalar {
  readonly kind: TapeKind;
  readonly to: number;
}

/** Reads the quoted text on one line that begins at `start`. Undefined for what is left to the parser. */
export function readQuoted(codes: Codes, start: number): QuotedScalar | undefined {
  return codes[start] === QUOTE ? doubleQuoted(codes, start + 1) : singleQuoted(codes, start + 1);
}

function doubleQuoted(codes: Codes, start: number): QuotedScalar | undefined {
  let at = start;
  let isFast = true;
  for (let code = codes[at] ?? 0; code !== QUOTE; code = codes[at] ?? 0) {
    if (code < SPACE) return undefined;
    const isEscape = code === BACKSLASH;
    if (isEscape && ESCAPES[codes[at + 1] ?? 0] !== 1) return undefined;
    isFast &&= !isEscape;
    at += isEscape ? 2 : 1;
  }
  return { kind: isFast ? DOUBLE_QUOTED : ESCAPED, to: at };
}

/** An apostrophe that stands for itself is written twice. */
function singleQuoted(codes: Codes, start: number): QuotedScalar | undefined {
  let at = start;
  let isFast = true;
  for (
    let code = codes[at] ?? 0;
    code !== APOSTROPHE || codes[at + 1] === APOSTROPHE;
    code = codes[at] ?? 0
  ) {
    if (code < SPACE) return undefined;
    isFast &&= code !== APOSTROPHE;
    at += code === APOSTROPHE ? 2 : 1;
  }
  return { kind: isFast ? SINGLE_QUOTED : DOUBLED, to: at };
}

/** What may stand behind a backslash and needs no digits. */
const ESCAPES = new Uint8Array(128);
for (const letter of '0abtnvfre "/\\N_LP') ESCAPES[letter.charCodeAt(0)] = 1;
