/** Longest excerpt of a foreign text that a message repeats, in characters. */
const LONGEST_EXCERPT = 60;

/**
 * A foreign text as a message may repeat it: in double quotes, cut to a sane length, with control, format
 * and non-ASCII characters written as `\u{…}` so that neither a terminal nor a reader is fooled.
 */
export function quotedText(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST_EXCERPT + 2));
  const excerpt = characters.slice(0, LONGEST_EXCERPT).map(visible).join("");
  return characters.length > LONGEST_EXCERPT ? `"${excerpt}…" (${text.length} characters)` : `"${excerpt}"`;
}

function visible(character: string): string {
  if (character === '"' || character === "\\") return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x20 && code < 0x7f ? character : `\\u{${code.toString(16)}}`;
}
