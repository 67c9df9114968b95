/** The characters that mean something in YAML. */
export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const APOSTROPHE = 0x27;
export const DASH = 0x2d;
export const COLON = 0x3a;
export const GREATER_THAN = 0x3e;
export const QUESTION = 0x3f;
export const BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSING_BRACKET = 0x5d;
export const BRACE = 0x7b;
export const BAR = 0x7c;
export const CLOSING_BRACE = 0x7d;
export const DELETE = 0x7f;

/** A space, a tab, the end of a line or of the text. */
export function isBlank(code: number): boolean {
  return !(code > SPACE);
}

/** C1 controls, surrogates and what stands behind them: the parser knows which of them are allowed. */
export function isRare(code: number): boolean {
  return code >= DELETE && (code < 0xa0 || code >= 0xd800);
}
