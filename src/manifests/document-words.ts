import { CARRIAGE_RETURN, COLON, LINE_FEED, SPACE } from "../source/character-codes.ts";

/** What a text names after `apiVersion:` and `kind:`, at any depth, without being parsed. */
export interface DocumentWords {
  readonly words: ReadonlySet<string>;
  /** True where a value cannot be told without parsing: an alias, a tag, an escape, a value on its own line. */
  readonly isUnclear: boolean;
}

const KEYS = ["apiVersion", "kind"];
/**
 * What follows such a key: its value, and the character behind it. JSON may have its colon on another line, and
 * JSON inside a quoted string has its quotes escaped: `"{\"kind\":\"Node\"}"`.
 */
const NAMING = /(?:\\*["'])?\s*:(?:[ \t]+(?:\\*["'])?|\\*["'])?([\w./-]*)(?:\\+(?=["']))?(\S?)/y;
/** A key that hides from the expression above, because its value stands on another line: `? kind`. */
const EXPLICIT = /\?\s+(?:[!&]\S*\s+)*["']?(?:apiVersion|kind)\b/;
/** Letters of a name or value that are written as escapes. */
const ESCAPED = /\\[/xu]/;
/** The same in a key, where the text has no key that can be read without them. */
const ESCAPED_KEY = /"[^"\n]*\\[xu][^"\n]*"[ \t]*:/;
/** What may follow a value that was read to its end. */
const ENDS = /^["',}\]#]?$/;
/** A key without a value of its own, as `kind:` above its `description:` in the schema of a CRD. */
const NESTED = /(?:[ \t\r]*(?:#[^\n]*)?\n)+[ \t]*["'\w$-]+["']?[ \t]*:(?=\s)/y;

/** Reads the words that decide who wants a document. What it cannot tell makes it unclear, never wrong. */
export function documentWords(text: string): DocumentWords {
  const words = new Set<string>();
  let isUnclear = false;
  for (const key of KEYS) {
    // Looks for the keys first, which engines do a whole word at a time.
    for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + key.length)) {
      if (!addNamed(text, at + key.length, words)) isUnclear = true;
    }
  }
  const isHidden =
    (text.includes("?") && EXPLICIT.test(text)) ||
    (text.includes("\\") && (words.size > 0 ? ESCAPED : ESCAPED_KEY).test(text));
  return { words, isUnclear: isUnclear || isHidden };
}

/** Adds what a key is given whose name ends at an offset; false where that is not clear. */
function addNamed(text: string, offset: number, words: Set<string>): boolean {
  const end = endOfPlain(text, offset);
  if (end !== undefined) {
    words.add(text.slice(offset + 2, end));
    return true;
  }
  NAMING.lastIndex = offset;
  const naming = NAMING.exec(text);
  if (naming === null) return true;
  const [, word = "", next = ""] = naming;
  if (word !== "") words.add(word);
  else if (next !== "" || !isNested(text, NAMING.lastIndex)) return false;
  return ENDS.test(next);
}

/** Where the word of a line like `kind: Service` ends, as most are written: nothing but the word stands behind the key. */
function endOfPlain(text: string, offset: number): number | undefined {
  if (text.charCodeAt(offset) !== COLON || text.charCodeAt(offset + 1) !== SPACE) return undefined;
  let end = offset + 2;
  while (isOfWord(text.charCodeAt(end))) end += 1;
  if (end === offset + 2) return undefined;
  const next = text.charCodeAt(end);
  return next === LINE_FEED || next === CARRIAGE_RETURN ? end : undefined;
}

/** A letter, a digit, or one of `-./_`; as in {@link NAMING}. */
function isOfWord(code: number): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (code >= 0x2d && code <= 0x39) || code === 0x5f;
}

function isNested(text: string, at: number): boolean {
  NESTED.lastIndex = at;
  return NESTED.test(text);
}
