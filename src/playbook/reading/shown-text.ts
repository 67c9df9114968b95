/** Longest excerpt of a document that a message repeats, in characters. */
const LONGEST = 60;

/** A text of the document as a message may repeat it: in double quotes, cut, without characters that fool a reader. */
export function shownText(text: string): string {
  const excerpt = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return JSON.stringify(excerpt).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
