/** One argument in a text of a command line; `at` is its offset there. */
export interface TextArgument {
  /** Without leading dashes. */
  readonly flag: string;
  /** Empty for a flag that stands alone. */
  readonly value: string;
  readonly at: number;
}

/** Between quotation marks, which may be escaped because the whole line stands between such marks itself. */
const QUOTED = String.raw`"[^"]*"|'[^']*'|\\"[^"\\]*\\"|\\'[^'\\]*\\'`;
/** A value of its own word: one that begins with a blank is the space between two quotations. */
const QUOTED_WORD = String.raw`"[^"\s-][^"]*"|'[^'\s-][^']*'|\\"[^"\\\s-][^"\\]*\\"`;
/** The parts of a value without marks: a template's action, a line that goes on, anything else without blanks. */
const PARTS = String.raw`\{\{.*?\}\}|\\\r?\n(?=[^\s"'-])|[^\s"'\\]`;
/** A flag, its value after `=` or a blank; a variable, another flag or the end of a quotation is no value. */
const ARGUMENT = new RegExp(
  String.raw`(?<![\w=.-])--([a-zA-Z][\w-]*)(?:=(${QUOTED}|(?:${PARTS})*)|(?:\s|\\\r?\n)+(?![-$&|;>#])(${QUOTED_WORD}|(?:${PARTS})+))?`,
  "g",
);

/** The long options of a command line, as a shell, a systemd unit or an environment file writes it. */
export function textArguments(text: string): readonly TextArgument[] {
  return [...text.matchAll(ARGUMENT)].map(({ 1: flag = "", 2: joined, 3: parted, index }) => ({
    flag,
    value: unquoted(joined ?? parted ?? "").replaceAll(/\\\r?\n/g, ""),
    at: index,
  }));
}

/** One argument of a program that no shell starts; `at` is the number of its word. */
export type WordArgument = TextArgument;

/** The long options among the words that a program is started with: `--flag=value`, or a flag and its value apart. */
export function wordArguments(words: readonly string[]): readonly WordArgument[] {
  return words.flatMap((word, at) => {
    const [, flag, joined] = /^--([a-zA-Z][\w-]*)(?:=([\s\S]*))?$/.exec(word.trim()) ?? [];
    if (flag === undefined) return [];
    const next = words[at + 1] ?? "-";
    return [{ flag, value: unquoted(joined ?? (next.startsWith("-") ? "" : next)), at }];
  });
}

function unquoted(value: string): string {
  return value.replaceAll(/^\\?["']|\\?["']$/g, "");
}
