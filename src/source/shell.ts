const PLAIN_WORD = /^[A-Za-z0-9_./:@%+][A-Za-z0-9_./:@%+=,-]*$/;

/**
 * One word of a shell command line, never split, expanded or run: plain words stay readable, others are put
 * in single quotes, and line breaks and control characters are written as escapes (`$'…'`, bash). A word
 * that begins with `-` is still an option to the program: see {@link isOptionLike}.
 */
export function quote(word: string): string {
  if (PLAIN_WORD.test(word)) return word;
  const characters = Array.from(word);
  if (!characters.some(isControl)) return `'${word.replaceAll("'", "'\\''")}'`;
  return `$'${characters.map(escaped).join("")}'`;
}

/** True where a program would take the word for an option, quoted or not. */
export function isOptionLike(word: string): boolean {
  return word.startsWith("-");
}

/**
 * A value that no file tells: the shell stops with the hint until the variable is set.
 * `name` is a shell variable's name, `hint` is reduced to letters, digits and plain punctuation.
 */
export function requiredVariable(name: string, hint: string): string {
  return `"\${${name}:?${hint.replaceAll(/[^A-Za-z0-9 .,:/_-]/g, "_")}}"`;
}

function escaped(character: string): string {
  if (character === "\\" || character === "'") return `\\${character}`;
  return isControl(character) ? `\\u${codeOf(character).toString(16).padStart(4, "0")}` : character;
}

/** C0 and C1 controls, delete, and the two Unicode line separators. */
function isControl(character: string): boolean {
  const code = codeOf(character);
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
