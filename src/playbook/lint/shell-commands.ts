/** One simple command of a bash text: what is assigned before it, and its words without quotes. */
export interface ShellCommand {
  /** `NAME=value`, one a word. */
  readonly assignments: readonly string[];
  /** The program first; empty where there are only assignments. */
  readonly words: readonly string[];
  /** It stands in a substitution, whose output becomes a part of another command. */
  readonly isSubstituted?: true;
}

/**
 * The simple commands of a bash text in order, those of substitutions `$(…)` included. It reads what people
 * write in playbooks (quotes, pipes, lists, loops, here-documents), and is no judge of syntax.
 */
export function shellCommands(text: string): readonly ShellCommand[] {
  return new ShellReader(text, 0).commands();
}

/** Substitutions inside each other that are looked into; what lies deeper was not written by a person. */
const DEEPEST = 10;

/** Words that stand before the program and are none themselves. */
const BEFORE_PROGRAM: ReadonlySet<string> = new Set(
  "if then elif else while until do ! time { } fi done sudo exec command env nohup".split(" "),
);
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;

const BLANKS = /(?:[ \t\r]|\\\r?\n)+/y;
const COMMENT = /#[^\n]*/y;
const HERE_DOCUMENT = /\d*<<-?[ \t]*(["']?)([\w.-]+)\1/y;
const REDIRECTION = /(?:\d*(?:<<<|>>|>\||<>|[<>])|&>>?)&?/y;
const END = /&&|\|\||;;|\|&|[;&|\n()]/y;
const PLAIN = /[^ \t\r\n"'\\$`;&|()<>]+/y;

class ShellReader {
  private readonly text: string;
  private readonly depth: number;
  private at = 0;
  private readonly found: ShellCommand[] = [];
  private words: string[] = [];
  private readonly hereDocuments: string[] = [];
  /** The next word is the file of a redirection. */
  private isRedirected = false;

  constructor(text: string, depth: number) {
    this.text = text;
    this.depth = depth;
  }

  commands(): readonly ShellCommand[] {
    while (this.at < this.text.length) this.step();
    this.end();
    return this.found;
  }

  private step(): void {
    if (this.take(BLANKS) !== undefined || this.take(COMMENT) !== undefined) return;
    const here = this.matchAt(HERE_DOCUMENT);
    if (here !== undefined) this.hereDocuments.push(here[2] ?? "");
    else if (this.take(REDIRECTION) !== undefined) this.isRedirected = true;
    else this.separatorOrWord();
  }

  private separatorOrWord(): void {
    const separator = this.take(END);
    if (separator === undefined) {
      const word = this.word();
      if (!this.isRedirected) this.words.push(word);
      this.isRedirected = false;
      return;
    }
    this.end();
    if (separator === "\n") this.skipHereDocuments();
  }

  private end(): void {
    const words = this.words;
    this.words = [];
    this.isRedirected = false;
    let first = 0;
    while (first < words.length && BEFORE_PROGRAM.has(words[first] ?? "")) first += 1;
    let program = first;
    while (program < words.length && ASSIGNMENT.test(words[program] ?? "")) program += 1;
    if (first < words.length && words[first] !== "for") {
      this.found.push({
        assignments: words.slice(first, program),
        words: withoutTimeout(words.slice(program)),
      });
    }
  }

  private word(): string {
    let word = "";
    for (let part = this.part(); part !== undefined; part = this.part()) word += part;
    return word;
  }

  /** The next piece of a word; undefined at its end. */
  private part(): string | undefined {
    switch (this.text.charAt(this.at)) {
      case "'":
        return this.upTo("'");
      case '"':
        return this.doubleQuoted();
      case "\\":
        this.at += 2;
        return this.text[this.at - 1] ?? "";
      case "$":
        return this.expansion();
      case "`":
        return this.substituted(this.upTo("`"));
      default:
        return this.take(PLAIN);
    }
  }

  private doubleQuoted(): string {
    let quoted = "";
    this.at += 1;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      const sign = this.text[this.at];
      if (sign === "$") quoted += this.expansion();
      else if (sign === "`") quoted += this.substituted(this.upTo("`"));
      else {
        if (sign === "\\") this.at += 1;
        quoted += this.text[this.at] ?? "";
        this.at += 1;
      }
    }
    this.at += 1;
    return quoted;
  }

  private expansion(): string {
    if (!this.text.startsWith("$(", this.at)) {
      this.at += 1;
      return "$";
    }
    const close = closing(this.text, this.at + 1);
    const inner = this.text.slice(this.at + 2, close);
    this.at = close + 1;
    return this.substituted(inner);
  }

  /** What a substitution runs is a command too; what it gives nobody knows. */
  private substituted(inner: string): string {
    if (this.depth < DEEPEST) {
      const commands = new ShellReader(inner, this.depth + 1).commands();
      for (const command of commands) this.found.push({ ...command, isSubstituted: true });
    }
    return "$()";
  }

  private upTo(quote: string): string {
    const start = this.at + 1;
    const end = this.text.indexOf(quote, start);
    this.at = end === -1 ? this.text.length : end + 1;
    return this.text.slice(start, end === -1 ? undefined : end);
  }

  private skipHereDocuments(): void {
    for (const word of this.hereDocuments.splice(0)) {
      while (this.at < this.text.length && this.line().trim() !== word);
    }
  }

  /** Steps over the rest of a line. */
  private line(): string {
    const start = this.at;
    const end = this.text.indexOf("\n", start);
    this.at = end === -1 ? this.text.length : end + 1;
    return this.text.slice(start, this.at);
  }

  private take(pattern: RegExp): string | undefined {
    return this.matchAt(pattern)?.[0];
  }

  private matchAt(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.at = pattern.lastIndex;
    return match;
  }
}

/** `timeout -k 5 30s kubectl …` runs kubectl. */
function withoutTimeout(words: readonly string[]): readonly string[] {
  if (words[0] !== "timeout") return words;
  let at = 1;
  while (words[at]?.startsWith("-") === true) at += /^-[ks]$/.test(words[at] ?? "") ? 2 : 1;
  return words.slice(at + 1);
}

/** Where the bracket that opens at `open` closes; the text's end where it does not. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "\\") at += 1;
    else if (sign === "'") at = endOf(text, at);
    else if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

function endOf(text: string, quote: number): number {
  const end = text.indexOf("'", quote + 1);
  return end === -1 ? text.length : end;
}
