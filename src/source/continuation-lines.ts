/** Lines of a YAML text that begin inside brackets, braces or quotes. */
export interface ContinuationLines {
  /** Their offsets, ascending. */
  readonly starts: readonly number[];
  /** Columns that are enough to be indented more than any block of the text. */
  readonly width: number;
  /** Offsets of the tabs between what stands in brackets and braces, and of those behind something on a line. */
  readonly tabs: readonly number[];
}

/**
 * Goes through a text once, without a parser, which would refuse it: a plain text over several lines may be taken
 * for something else.
 */
export function continuationLines(text: string): ContinuationLines {
  return new LineScanner(text).lines();
}

const BLANK = /\s/;
const PROPERTY = /[&!*]/;

class LineScanner {
  private readonly text: string;
  private readonly starts: number[] = [];
  private readonly tabs: number[] = [];
  private width = 1;
  private at = 0;
  private lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  lines(): ContinuationLines {
    while (this.at < this.text.length) this.blockLine();
    const { starts, width, tabs } = this;
    return { starts, width, tabs };
  }

  /** Goes through what stands on a line of a block, and behind what it opens. */
  private blockLine(): void {
    let column = -1;
    while (this.at < this.text.length) {
      if (this.at > this.lineStart) this.noteTabs();
      this.skipSpaces();
      const begin = this.at - this.lineStart;
      const token = this.token();
      if (token === "end") break;
      if (token === "block scalar") {
        this.blockScalar(column);
        return;
      }
      if (token === "entry" || (token === "scalar" && this.isKey())) column = begin;
      this.width = Math.max(this.width, column + 2);
    }
    this.nextLine();
  }

  private token(): "end" | "entry" | "block scalar" | "scalar" | "other" {
    const { text, at } = this;
    const code = text.charAt(at);
    const isAlone = this.isBlank(at + 1);
    if (code === "" || code === "\n" || code === "\r" || (code === "#" && this.isBlank(at - 1))) return "end";
    if (/[-?:]/.test(code) && isAlone) return this.behind(at + 1, code === ":" ? "other" : "entry");
    if (code === "|" || code === ">") return "block scalar";
    if (code === "[" || code === "{") return this.behindFlow("other");
    if (code === '"' || code === "'") return this.behindQuoted("scalar");
    return this.behind(this.plainEnd(), PROPERTY.test(code) ? "other" : "scalar");
  }

  private behind<Token>(at: number, token: Token): Token {
    this.at = at;
    return token;
  }

  private behindFlow<Token>(token: Token): Token {
    let depth = 0;
    do {
      const code = this.text.charAt(this.at);
      if (code === "[" || code === "{") depth += 1;
      if (code === "]" || code === "}") depth -= 1;
      if (code === "\t") this.tabs.push(this.at);
      const before = this.text.charAt(this.at - 1);
      if (code === "#" && BLANK.test(before)) this.skipLine();
      else if ((code === '"' || code === "'") && /[\s,:[{]/.test(before)) this.behindQuoted(token);
      else this.step();
    } while (depth > 0 && this.at < this.text.length);
    return token;
  }

  private behindQuoted<Token>(token: Token): Token {
    const quote = this.text.charAt(this.at);
    this.step();
    while (this.at < this.text.length) {
      const code = this.text.charAt(this.at);
      const isPair =
        quote === '"' ? code === "\\" : code === quote && this.text.charAt(this.at + 1) === quote;
      this.step();
      if (isPair) this.step();
      else if (code === quote) break;
    }
    return token;
  }

  /** One character on; a line that begins behind it lies inside what is open. */
  private step(): void {
    this.at += 1;
    if (this.text.charAt(this.at - 1) !== "\n") return;
    this.lineStart = this.at;
    this.starts.push(this.at);
  }

  private plainEnd(): number {
    let { at } = this;
    while (at < this.text.length && !/[\r\n]/.test(this.text.charAt(at))) {
      const code = this.text.charAt(at);
      if (code === ":" && this.isBlank(at + 1)) break;
      if (code === "#" && this.isBlank(at - 1)) break;
      if (BLANK.test(code) && at > this.at && PROPERTY.test(this.text.charAt(this.at))) break;
      at += 1;
    }
    return Math.max(at, this.at + 1);
  }

  private isKey(): boolean {
    this.skipSpaces();
    return this.text.charAt(this.at) === ":" && this.isBlank(this.at + 1);
  }

  /** Goes behind the lines that are indented more than what holds the text; `column` is that one's. */
  private blockScalar(column: number): void {
    this.nextLine();
    while (this.at < this.text.length) {
      this.skipSpaces();
      const isEmpty = /[\r\n]/.test(this.text.charAt(this.at));
      if (!isEmpty && this.at - this.lineStart <= column) {
        this.at = this.lineStart;
        return;
      }
      this.nextLine();
    }
  }

  private isBlank(at: number): boolean {
    return at < 0 || at >= this.text.length || BLANK.test(this.text.charAt(at));
  }

  private skipSpaces(): void {
    while (/[ \t]/.test(this.text.charAt(this.at))) this.at += 1;
  }

  private noteTabs(): void {
    for (let { at } = this; /[ \t]/.test(this.text.charAt(at)); at += 1) {
      if (this.text.charAt(at) === "\t") this.tabs.push(at);
    }
  }

  private skipLine(): void {
    const feed = this.text.indexOf("\n", this.at);
    this.at = feed === -1 ? this.text.length : feed;
  }

  private nextLine(): void {
    this.skipLine();
    this.at += 1;
    this.lineStart = this.at;
  }
}
