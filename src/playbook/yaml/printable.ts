/** All but what YAML lets a text hold (YAML 1.2.2 §5.1): most control characters, and halves of surrogate pairs. */
const FORBIDDEN = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The offsets of the characters that may not stand in YAML, in order, `most` of them. */
export function forbiddenCharacters(text: string, most: number): readonly number[] {
  const found: number[] = [];
  for (const { index } of text.matchAll(FORBIDDEN)) {
    found.push(index);
    if (found.length === most) break;
  }
  return found;
}

/** The same text with something harmless of the same length in their place, so that the rest can be read. */
export function withoutForbidden(text: string, forbidden: readonly number[]): string {
  return forbidden.length === 0 ? text : text.replaceAll(FORBIDDEN, "\ufffd");
}
