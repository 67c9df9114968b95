import {
  APOSTROPHE,
  BAR,
  BRACE,
  BRACKET,
  CARRIAGE_RETURN,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COLON,
  DASH,
  DELETE,
  GREATER_THAN,
  HASH,
  isBlank,
  isRare,
  LINE_FEED,
  QUESTION,
  QUOTE,
  SPACE,
  TAB,
} from "./character-codes.ts";
import { behindBreak, behindSpaces, UNUSUAL } from "./code-moves.ts";
import { PLAIN } from "./scalar-kinds.ts";
import type { TapeKind } from "./tape.ts";
import { type Codes, codesOf } from "./text-codes.ts";
import type { TextRange } from "./text-range.ts";
import { readBlockScalar } from "./yaml-block-scalar.ts";
import { readQuoted } from "./yaml-quoted.ts";

/** The indentation where no line follows in the document. */
const NO_LINE = -1;

/**
 * Goes through the lines of a YAML text that looks as tools write it. Whatever is unusual there is answered
 * with false: tabs, lone carriage returns, characters that YAML forbids or hardly anybody uses, texts of
 * several lines that are no block scalars, anchors, tags, flow collections with something in them.
 */
export class YamlLines {
  /** Offset that is read next. */
  at: number;
  /** Where the line of `at` begins. */
  lineStart = 0;
  /** Columns before the first character of that line; {@link NO_LINE} behind the document's last one. */
  indent = NO_LINE;
  /** Indentation of the first line that was gone over or reached by the last move; it may be a comment. */
  nextIndent = NO_LINE;
  /** The scalar or key that was scanned last: its kind, and its offsets without quotes. */
  kind: TapeKind = PLAIN;
  from = 0;
  to = 0;
  /** Where the token that was scanned last begins. */
  begin = 0;
  private readonly text: string;
  private readonly codes: Codes;
  private readonly end: number;

  constructor(text: string, { start, end }: TextRange) {
    this.text = text;
    this.codes = codesOf(text);
    this.end = end;
    this.at = start;
  }

  isAtEnd(): boolean {
    return this.at >= this.end;
  }

  /** Whether the last move found no line of the document any more. */
  isBehindDocument(): boolean {
    return this.indent === NO_LINE;
  }

  /** Goes from behind a value to the next line with content; false where something else stands behind it. */
  toNextLine(): boolean {
    this.at = behindSpaces(this.codes, this.at);
    const isComment = this.code(this.at) === HASH && this.code(this.at - 1) === SPACE;
    const next = isComment ? this.behindComment(this.at) : this.behindBreak(this.at);
    return next >= 0 && this.toContent(next);
  }

  /** Goes to the first content of the lines that begin at `start`. */
  toContent(start: number): boolean {
    this.nextIndent = NO_LINE;
    let line = start;
    while (line >= 0 && line < this.end) {
      const at = behindSpaces(this.codes, line);
      const code = this.code(at);
      if (code > SPACE && this.nextIndent === NO_LINE) this.nextIndent = at - line;
      if (code > SPACE && code !== HASH) return this.isAt(at, line);
      line = code === HASH ? this.behindComment(at) : at < this.end ? this.behindBreak(at) : UNUSUAL;
    }
    this.at = this.end;
    this.indent = NO_LINE;
    return line >= 0;
  }

  /** Offset behind the entry that begins at `begin` in `column`: behind all lines that are indented more. */
  entryEnd(begin: number, column: number, mayHoldList: boolean): number {
    let line = this.behindLine(begin);
    while (line < this.end) {
      const at = behindSpaces(this.codes, line);
      const code = this.code(at);
      const isContent = code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== HASH && at < this.end;
      const isInside = at - line > column || (mayHoldList && at - line === column && this.isDash(at));
      if (isContent && !isInside) return line;
      line = this.behindLine(at);
    }
    return this.end;
  }

  isAtDash(): boolean {
    return this.isDash(this.at);
  }

  /**
   * Scans what begins here on this line, and goes behind it: a dash, `{}` or `[]`, a scalar, or a key with its
   * colon. Nothing where the line ends.
   */
  token(): Token {
    this.at = behindSpaces(this.codes, this.at);
    this.begin = this.at;
    const code = this.code(this.at);
    const next = this.code(this.at + 1);
    if (code === LINE_FEED || code === CARRIAGE_RETURN || code === HASH || this.at >= this.end)
      return "nothing";
    if (code === DASH && isBlank(next)) return this.behind(1, "dash");
    if (code === BRACE && next === CLOSING_BRACE) return this.behind(2, "empty mapping");
    if (code === BRACKET && next === CLOSING_BRACKET) return this.behind(2, "empty sequence");
    if (code === BAR || code === GREATER_THAN) return "block scalar";
    const isQuoted = code === QUOTE || code === APOSTROPHE;
    if (isQuoted ? !this.quoted() : isIndicator(code, next) || !this.plain()) return "unusual";
    return this.isAtColon() ? this.behind(1, "key") : "scalar";
  }

  /** Reads the lines of the block scalar that begins here in an entry of `column`, and goes to the next line. */
  blockScalar(column: number): boolean {
    const scalar = readBlockScalar(this.codes, { header: this.at, end: this.end, column });
    if (scalar === undefined) return false;
    this.kind = scalar.kind;
    this.from = scalar.from;
    this.to = scalar.to;
    return this.toContent(scalar.to);
  }

  private behind(characters: number, token: Token): Token {
    this.at += characters;
    return token;
  }

  private isAtColon(): boolean {
    const colon = behindSpaces(this.codes, this.at);
    if (this.code(colon) !== COLON || !isBlank(this.code(colon + 1))) return false;
    this.at = colon;
    return true;
  }

  private quoted(): boolean {
    const scalar = readQuoted(this.codes, this.at);
    if (scalar === undefined) return false;
    this.kind = scalar.kind;
    this.from = this.at + 1;
    this.to = scalar.to;
    this.at = scalar.to + 1;
    return true;
  }

  /** Goes on to the end of the line, a comment or a key's colon, whatever is unusual there. */
  private plain(): boolean {
    const { codes } = this;
    const from = this.at;
    let at = from;
    while (true) {
      while (LETTERS[codes[at] ?? 0] === 1) at += 1;
      const code = codes[at] ?? 0;
      if (code < SPACE || (code === COLON && isBlank(codes[at + 1] ?? 0))) break;
      if (code === HASH && codes[at - 1] === SPACE) break;
      if (isRare(code)) return false;
      at += 1;
    }
    this.at = at;
    while (at > from && codes[at - 1] === SPACE) at -= 1;
    this.kind = PLAIN;
    this.from = from;
    this.to = at;
    return at > from;
  }

  /** Stops at content; the line that ends a document of several is no content of it. */
  private isAt(at: number, line: number): boolean {
    this.at = at;
    this.lineStart = line;
    this.indent = at - line;
    if (this.indent > 0) return true;
    if (this.isMarker()) this.indent = NO_LINE;
    return !this.text.startsWith("...", at);
  }

  private isMarker(): boolean {
    return this.text.startsWith("---", this.at) && isBlank(this.code(this.at + 3));
  }

  private behindComment(from: number): number {
    let at = from;
    while (at < this.end && (this.code(at) >= SPACE || this.code(at) === TAB)) at += 1;
    return this.behindBreak(at);
  }

  private behindBreak(at: number): number {
    return at >= this.end ? this.end : behindBreak(this.codes, at);
  }

  private behindLine(at: number): number {
    const feed = this.text.indexOf("\n", at);
    return feed === -1 || feed >= this.end ? this.end : feed + 1;
  }

  private isDash(at: number): boolean {
    return this.code(at) === DASH && isBlank(this.code(at + 1));
  }

  private code(at: number): number {
    return this.codes[at] ?? 0;
  }
}

/** What a line holds next; `unusual` is everything that is left to the parser. */
type Token =
  | "nothing"
  | "dash"
  | "empty mapping"
  | "empty sequence"
  | "block scalar"
  | "scalar"
  | "key"
  | "unusual";

/** Characters that go on with a plain text whatever stands beside them. */
const LETTERS = new Uint8Array(256);
for (let code = SPACE; code < DELETE; code += 1) LETTERS[code] = code === COLON || code === HASH ? 0 : 1;

const INDICATORS = new Uint8Array(128);
for (const indicator of "#&*!|>'\"%@`,[]{}") INDICATORS[indicator.charCodeAt(0)] = 1;
/** A character that begins something else than a plain text; `-`, `?` and `:` do where a blank follows. */
function isIndicator(code: number, next: number): boolean {
  if (code === DASH || code === QUESTION || code === COLON) return isBlank(next);
  return INDICATORS[code] === 1;
}
