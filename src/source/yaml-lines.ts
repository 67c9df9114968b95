import { DOUBLE_QUOTED, PLAIN, SINGLE_QUOTED } from "./scalar-kinds.ts";
import type { TapeKind } from "./tape.ts";
import type { TextRange } from "./text-range.ts";

/** The indentation where no line follows in the document. */
const NO_LINE = -1;

/**
 * Goes through the lines of a YAML text that looks as tools write it. Whatever is unusual there is answered
 * with false: tabs, lone carriage returns, characters that YAML forbids or hardly anybody uses, texts of
 * several lines, escapes, anchors, tags, flow collections with something in them.
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
  private readonly end: number;

  constructor(text: string, { start, end }: TextRange) {
    this.text = text;
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
    this.at = behindSpaces(this.text, this.at);
    const isComment = this.text.charCodeAt(this.at) === HASH && this.text.charCodeAt(this.at - 1) === SPACE;
    const next = isComment ? this.behindComment(this.at) : this.behindBreak(this.at);
    return next >= 0 && this.toContent(next);
  }

  /** Goes to the first content of the lines that begin at `start`. */
  toContent(start: number): boolean {
    this.nextIndent = NO_LINE;
    let line = start;
    while (line >= 0 && line < this.end) {
      const at = behindSpaces(this.text, line);
      const code = this.text.charCodeAt(at);
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
      const at = behindSpaces(this.text, line);
      const code = this.text.charCodeAt(at);
      const isContent = code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== HASH && at < this.end;
      const isInside = at - line > column || (mayHoldList && at - line === column && isDash(this.text, at));
      if (isContent && !isInside) return line;
      line = this.behindLine(at);
    }
    return this.end;
  }

  isAtDash(): boolean {
    return isDash(this.text, this.at);
  }

  /**
   * Scans what begins here on this line, and goes behind it: a dash, `{}` or `[]`, a scalar, or a key with its
   * colon. Nothing where the line ends.
   */
  token(): Token {
    this.at = behindSpaces(this.text, this.at);
    this.begin = this.at;
    const code = this.text.charCodeAt(this.at);
    const next = this.text.charCodeAt(this.at + 1);
    if (code === LINE_FEED || code === CARRIAGE_RETURN || code === HASH || this.at >= this.end)
      return "nothing";
    if (code === DASH && isBlank(next)) return this.behind(1, "dash");
    if (code === BRACE && next === CLOSING_BRACE) return this.behind(2, "empty mapping");
    if (code === BRACKET && next === CLOSING_BRACKET) return this.behind(2, "empty sequence");
    const isQuoted = code === QUOTE || code === APOSTROPHE;
    if (isQuoted ? !this.quoted(code) : isIndicator(code, next) || !this.plain()) return "unusual";
    return this.isAtColon() ? this.behind(1, "key") : "scalar";
  }

  private behind(characters: number, token: Token): Token {
    this.at += characters;
    return token;
  }

  private isAtColon(): boolean {
    const colon = behindSpaces(this.text, this.at);
    if (this.text.charCodeAt(colon) !== COLON || !isBlank(this.text.charCodeAt(colon + 1))) return false;
    this.at = colon;
    return true;
  }

  private quoted(quote: number): boolean {
    let at = this.at + 1;
    for (let code = this.text.charCodeAt(at); code !== quote; code = this.text.charCodeAt(at)) {
      if (!(code >= SPACE) || code === BACKSLASH) return false;
      at += 1;
    }
    this.kind = quote === QUOTE ? DOUBLE_QUOTED : SINGLE_QUOTED;
    this.from = this.at + 1;
    this.to = at;
    this.at = at + 1;
    return true;
  }

  /** Goes on to the end of the line, a comment or a key's colon, whatever is unusual there. */
  private plain(): boolean {
    let at = this.at;
    this.kind = PLAIN;
    this.from = at;
    this.to = at;
    for (let code = this.text.charCodeAt(at); code >= SPACE; code = this.text.charCodeAt(at)) {
      if (code === COLON && isBlank(this.text.charCodeAt(at + 1))) break;
      if (code === HASH && this.text.charCodeAt(at - 1) === SPACE) break;
      if (isRare(code)) return false;
      at += 1;
      if (code !== SPACE) this.to = at;
    }
    this.at = at;
    return this.to > this.from;
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
    return this.text.startsWith("---", this.at) && isBlank(this.text.charCodeAt(this.at + 3));
  }

  private behindComment(from: number): number {
    let at = from;
    while (at < this.end && (this.text.charCodeAt(at) >= SPACE || this.text.charCodeAt(at) === TAB)) at += 1;
    return this.behindBreak(at);
  }

  private behindBreak(at: number): number {
    if (at >= this.end) return this.end;
    const code = this.text.charCodeAt(at);
    if (code === LINE_FEED) return at + 1;
    return code === CARRIAGE_RETURN && this.text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : UNUSUAL;
  }

  private behindLine(at: number): number {
    const feed = this.text.indexOf("\n", at);
    return feed === -1 || feed >= this.end ? this.end : feed + 1;
  }
}

/** What a line holds next; `unusual` is everything that is left to the parser. */
type Token = "nothing" | "dash" | "empty mapping" | "empty sequence" | "scalar" | "key" | "unusual";

const UNUSUAL = -1;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const APOSTROPHE = 0x27;
const DASH = 0x2d;
const COLON = 0x3a;
const QUESTION = 0x3f;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const DELETE = 0x7f;

const INDICATORS = new Uint8Array(DELETE);
for (const indicator of "#&*!|>'\"%@`,[]{}") INDICATORS[indicator.charCodeAt(0)] = 1;

/** A character that begins something else than a plain text; `-`, `?` and `:` do where a blank follows. */
function isIndicator(code: number, next: number): boolean {
  if (code === DASH || code === QUESTION || code === COLON) return isBlank(next);
  return INDICATORS[code] === 1;
}

function isDash(text: string, at: number): boolean {
  return text.charCodeAt(at) === DASH && isBlank(text.charCodeAt(at + 1));
}

/** A space, a tab, the end of a line or of the text. */
function isBlank(code: number): boolean {
  return !(code > SPACE);
}

/** C1 controls, surrogates and what stands behind them: the parser knows which of them are allowed. */
function isRare(code: number): boolean {
  return code >= DELETE && (code < 0xa0 || code >= 0xd800);
}

function behindSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at;
}
