/** One argument in a text of a command line; `at` is its offset there. */
export interface TextArgument {
  /** Without leading dashes. */
  readonly flag: string;
  /** Empty for a flag that stands alone. */
  readonly value: string;
  readonly at: number;
}

/** A flag, its value after `=` or a blank; a variable, another flag or the end of a quotation is no value. */
const ARGUMENT =
  /(?<![\w=.-])--([a-zA-Z][\w-]*)(?:=("[^"]*"|'[^']*'|[^\s"'\\]*)| +(?![-$\\&|;>])([^\s"'\\]+))?/g;

/** The long options of a command line, as a shell, a systemd unit or an environment file writes it. */
export function textArguments(text: string): readonly TextArgument[] {
  return [...text.matchAll(ARGUMENT)].map(({ 1: flag = "", 2: joined, 3: parted, index }) => ({
    flag,
    value: (joined ?? parted ?? "").replaceAll(/^["']|["']$/g, ""),
    at: index,
  }));
}
