const LINE_BREAK = /\r\n|[\n\r\v\f\x85\p{Zl}\p{Zp}]/gu;
/** Control characters, and marks that reorder, join or hide text: bidi overrides, zero-width characters, tags. */
const HIDDEN = /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;
/** Asks for the coloured form of the sign before it, as our own signs do; it hides nothing. */
const EMOJI_SELECTOR = 0xfe0f;

/**
 * Makes a text from outside fit for one line: line breaks and tabs become spaces, and what a reader could
 * not see (control and ANSI codes, bidi overrides, zero-width characters) becomes visible.
 */
export function visibleLine(text: string): string {
  return visibleMarks(text.replaceAll(LINE_BREAK, " ").replaceAll("\t", " "));
}

/** {@link visibleLine} for a text of several lines: line feeds and tabs stay. */
export function visibleBlock(text: string): string {
  return text.replaceAll(LINE_BREAK, "\n").split("\n").map(visibleIndented).join("\n");
}

function visibleIndented(line: string): string {
  return line.split("\t").map(visibleMarks).join("\t");
}

function visibleMarks(text: string): string {
  return text.toWellFormed().replaceAll(HIDDEN, picture);
}

/** Control characters have pictures of their own in Unicode (`␛`); other marks are named by their number. */
function picture(mark: string): string {
  const code = mark.codePointAt(0) ?? 0;
  if (code === EMOJI_SELECTOR) return mark;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
