/** What a text names after `apiVersion:` and `kind:`, at any depth, without being parsed. */
export interface DocumentWords {
  readonly words: ReadonlySet<string>;
  /** True where a value cannot be told without parsing: an alias, a tag, an escape, a value on its own line. */
  readonly isUnclear: boolean;
}

const NAMING = /(?:apiVersion|kind)["']?[ \t]*:(?:[ \t]+["']?|["'])?([\w./-]*)(\S?)/g;
/** A key that hides from the expression above: `? kind`, or a name or value with letters written as escapes. */
const HIDDEN = /^[ \t]*\?[ \t]|\\[/xu]/m;
/** What may follow a value that was read to its end. */
const ENDS = /^["',}\]#]?$/;
/** A key without a value of its own, as `kind:` above its `description:` in the schema of a CRD. */
const NESTED = /[ \t]*(?:#.*)?(?:\r?\n[ \t]*(?:#.*)?)+["'\w$-]+["']?[ \t]*:(?=\s)/y;

/** Reads the words that decide who wants a document. What it cannot tell makes it unclear, never wrong. */
export function documentWords(text: string): DocumentWords {
  const words = new Set<string>();
  let isUnclear = false;
  for (const match of text.matchAll(NAMING)) {
    const [, word = "", next = ""] = match;
    if (word !== "") words.add(word);
    else if (next !== "" || !isNested(text, match.index + match[0].length)) isUnclear = true;
    if (!ENDS.test(next)) isUnclear = true;
  }
  return { words, isUnclear: isUnclear || (words.size > 0 && HIDDEN.test(text)) };
}

function isNested(text: string, at: number): boolean {
  NESTED.lastIndex = at;
  return NESTED.test(text);
}
