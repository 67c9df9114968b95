import { DOUBLE_QUOTED, PLAIN, SINGLE_QUOTED } from "./scalar-kinds.ts";
import { MAPPING, SEQUENCE, type TapeKind } from "./tape.ts";
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
  /** The scalar that was scanned last: its kind, and its offsets without and with quotes. */
  kind: TapeKind = PLAIN;
  from = 0;
  to = 0;
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
    this.skipSpaces();
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
      const isInside = at - line > column || (mayHoldList && at - line === column && this.isDash(at));
      if (isContent && !isInside) return line;
      line = this.behindLine(at);
    }
    return this.end;
  }

  skipSpaces(): void {
    this.at = behindSpaces(this.text, this.at);
  }

  /** Whether a value begins on the rest of this line. */
  hasValue(): boolean {
    const code = this.text.charCodeAt(this.at);
    return this.at < this.end && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== HASH;
  }

  isDash(at = this.at): boolean {
    return this.text.charCodeAt(at) === DASH && isBlank(this.text.charCodeAt(at + 1));
  }

  /** Whether a line begins here that begins a document. */
  isMarker(): boolean {
    return this.text.startsWith("---", this.at) && isBlank(this.text.charCodeAt(this.at + 3));
  }

  /** Scans `{}` or `[]`. */
  emptyFlow(): boolean {
    const isMapping = this.text.startsWith("{}", this.at);
    if (!isMapping && !this.text.startsWith("[]", this.at)) return false;
    this.kind = isMapping ? MAPPING : SEQUENCE;
    this.begin = this.at;
    this.at += 2;
    return true;
  }

  /** Scans a mapping's key and goes behind its colon. */
  key(): boolean {
    return this.scalar() && this.isKey();
  }

  /** Whether the scanned scalar is a key; then it goes behind the colon. */
  isKey(): boolean {
    const colon = behindSpaces(this.text, this.at);
    if (this.text.charCodeAt(colon) !== COLON || !isBlank(this.text.charCodeAt(colon + 1))) return false;
    this.at = colon + 1;
    return true;
  }

  /** Scans the scalar that begins here and ends on this line. */
  scalar(): boolean {
    this.begin = this.at;
    const code = this.text.charCodeAt(this.at);
    if (code === QUOTE) return this.quoted(code, DOUBLE_QUOTED);
    if (code === APOSTROPHE) return this.quoted(code, SINGLE_QUOTED);
    return !this.isIndicator(code) && this.plain();
  }

  private quoted(quote: number, kind: TapeKind): boolean {
    for (let at = this.at + 1; at < this.end; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === quote) {
        this.scanned(kind, this.at + 1, at);
        this.at = at + 1;
        return true;
      }
      if (code < SPACE || code === BACKSLASH) return false;
    }
    return false;
  }

  private plain(): boolean {
    let end = this.at;
    let at = this.at;
    for (; at < this.end; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code > COLON && code < DELETE) {
        end = at + 1;
        continue;
      }
      if (code === SPACE) continue;
      if (code === COLON && isBlank(this.text.charCodeAt(at + 1))) break;
      if (code === HASH && this.text.charCodeAt(at - 1) === SPACE) break;
      if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
      if (code < SPACE || isRare(code)) return false;
      end = at + 1;
    }
    this.scanned(PLAIN, this.at, end);
    this.at = at;
    return end > this.from;
  }

  private scanned(kind: TapeKind, from: number, to: number): void {
    this.kind = kind;
    this.from = from;
    this.to = to;
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

  /** A character that begins something else than a plain text; `-`, `?` and `:` do where a blank follows. */
  private isIndicator(code: number): boolean {
    if (code === DASH || code === QUESTION || code === COLON) {
      return isBlank(this.text.charCodeAt(this.at + 1));
    }
    return INDICATORS[code] === 1;
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
const BACKSLASH = 0x5c;
const DELETE = 0x7f;

const INDICATORS = new Uint8Array(DELETE);
for (const indicator of "#&*!|>'\"%@`,[]{}") INDICATORS[indicator.charCodeAt(0)] = 1;

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
