/**
 * The same text in memory of its own. A part of a text keeps the whole text alive (engines share the
 * characters), so what outlives its file, such as an object's name, is detached from it first.
 */
export function detached(text: string): string {
  return text.length < SHARED_FROM ? text : DECODER.decode(ENCODER.encode(text));
}

/** Shorter parts are copied by V8 in any case. */
const SHARED_FROM = 13;
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
