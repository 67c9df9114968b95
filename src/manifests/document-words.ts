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
  for (const [, word = "", next = ""] of namings(text)) {
    if (word !== "") words.add(word);
    else if (next !== "" || !isNested(text, NAMING.lastIndex)) isUnclear = true;
    if (!ENDS.test(next)) isUnclear = true;
  }
  const isHidden =
    (text.includes("?") && EXPLICIT.test(text)) ||
    (text.includes("\\") && (words.size > 0 ? ESCAPED : ESCAPED_KEY).test(text));
  return { words, isUnclear: isUnclear || isHidden };
}

/** Looks for the keys first, which engines do a whole word at a time. */
function* namings(text: string): Generator<RegExpExecArray> {
  for (const key of KEYS) {
    for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + key.length)) {
      NAMING.lastIndex = at + key.length;
      const naming = NAMING.exec(text);
      if (naming !== null) yield naming;
    }
  }
}

function isNested(text: string, at: number): boolean {
  NESTED.lastIndex = at;
  return NESTED.test(text);
}
