const LONGEST_ECHO = 60;

/** What somebody typed, cut, as the inside of a sentence; the report escapes it once more. */
export function typed(text: string): string {
  const line = text.replaceAll(/[`\s]+/g, " ").trim();
  const shown = line.length > LONGEST_ECHO ? `${line.slice(0, LONGEST_ECHO).toWellFormed()}…` : line;
  return shown === "" ? "(empty)" : `\`${shown}\``;
}
