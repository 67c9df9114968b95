import { KeyWatch } from "./key-watch.ts";
import { DOUBLE_QUOTED, ESCAPED, PLAIN } from "./scalar-kinds.ts";
import { MAPPING, SEQUENCE, type Tape } from "./tape.ts";
import { type Flaw, TOO_DEEP, TreeError } from "./tree-error.ts";

/** The documents of a text that is strict JSON: one value, or several behind each other (`jq -c .items[]`). */
export interface JsonDocuments {
  readonly roots: readonly number[];
  readonly flaws: readonly Flaw[];
}

/**
 * Writes a strict JSON text onto its tape in one pass. Undefined where it is anything else: it may still be
 * YAML, whose reader says what is wrong and where.
 *
 * @throws TreeError where it is JSON that nests deeper than `maxDepth`
 */
export function readJson(tape: Tape, maxDepth: number): JsonDocuments | undefined {
  const first = tape.text.charCodeAt(skipBlanks(tape.text, 0));
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return undefined;
  const documents = new JsonTapeWriter(tape, maxDepth).documents();
  if (documents === undefined) tape.truncate(0);
  return documents;
}

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const BYTE_ORDER_MARK = 0xfeff;
const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=[\s,\]}]|$)/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

class JsonTapeWriter {
  private at = 0;
  private depth = 0;
  private readonly flaws: Flaw[] = [];
  private readonly tape: Tape;
  private readonly text: string;
  private readonly maxDepth: number;

  constructor(tape: Tape, maxDepth: number) {
    this.tape = tape;
    this.text = tape.text;
    this.maxDepth = maxDepth;
  }

  documents(): JsonDocuments | undefined {
    const roots: number[] = [];
    for (this.blanks(); this.at < this.text.length; this.blanks()) {
      roots.push(this.tape.length);
      if (!this.value()) return undefined;
    }
    return { roots, flaws: this.flaws };
  }

  private blanks(): void {
    this.at = skipBlanks(this.text, this.at);
  }

  /** Writes the value that begins here; false where there is none. */
  private value(): boolean {
    switch (this.text.charCodeAt(this.at)) {
      case OPEN_BRACE:
        return this.container(MAPPING, CLOSE_BRACE);
      case OPEN_BRACKET:
        return this.container(SEQUENCE, CLOSE_BRACKET);
      case QUOTE:
        return this.string();
      default:
        return this.literal();
    }
  }

  private container(kind: number, closing: number): boolean {
    this.depth += 1;
    if (this.depth > this.maxDepth) throw new TreeError(TOO_DEEP, this.at);
    const index = this.tape.add(kind, this.at, this.at);
    this.at += 1;
    this.blanks();
    const isEmpty = this.text.charCodeAt(this.at) === closing;
    if (!isEmpty && !(kind === MAPPING ? this.members(index) : this.elements())) return false;
    if (this.text.charCodeAt(this.at) !== closing) return false;
    this.tape.close(index);
    this.at += 1;
    this.depth -= 1;
    return true;
  }

  private elements(): boolean {
    do {
      if (!this.value()) return false;
    } while (this.isContinued());
    return true;
  }

  private members(mapping: number): boolean {
    const keys = new KeyWatch(this.tape, mapping);
    do {
      const key = this.tape.length;
      if (this.text.charCodeAt(this.at) !== QUOTE || !this.string()) return false;
      keys.add(key);
      this.blanks();
      if (this.text.charCodeAt(this.at) !== COLON) return false;
      this.at += 1;
      this.blanks();
      if (!this.value()) return false;
    } while (this.isContinued());
    keys.close(this.flaws);
    return true;
  }

  /** Whether a comma follows; then the next value begins where the writer stands. */
  private isContinued(): boolean {
    this.blanks();
    if (this.text.charCodeAt(this.at) !== COMMA) return false;
    this.at += 1;
    this.blanks();
    return true;
  }

  private literal(): boolean {
    LITERAL.lastIndex = this.at;
    if (!LITERAL.test(this.text)) return false;
    this.tape.add(PLAIN, this.at, LITERAL.lastIndex);
    this.at = LITERAL.lastIndex;
    return true;
  }

  /** Goes on in a variable: a member would be written back at each of the characters. */
  private string(): boolean {
    const { text } = this;
    const start = this.at + 1;
    let kind = DOUBLE_QUOTED;
    let at = start;
    for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at)) {
      if (code === BACKSLASH) {
        ESCAPE.lastIndex = at;
        if (!ESCAPE.test(text)) return false;
        at = ESCAPE.lastIndex;
        kind = ESCAPED;
      } else if (code >= 0x20) at += 1;
      else return false;
    }
    this.tape.add(kind, start, at);
    this.at = at + 1;
    return true;
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    const isBlank = code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
    if (!isBlank && !(at === 0 && code === BYTE_ORDER_MARK)) return at;
    at += 1;
  }
}
