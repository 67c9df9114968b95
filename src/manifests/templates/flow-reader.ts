import type { OutlineMapping } from "./outline-mapping.ts";
import type { TemplateLine } from "./template-line.ts";
import { indentOf, unquoted } from "./yaml-line.ts";

/** A key of a mapping in flow style and what it has. */
export interface FlowEntry {
  readonly mapping: OutlineMapping;
  readonly key: string;
  /** As written, with its quotes; empty where a collection is the value. */
  readonly value: string;
  /** The line of the value, cut off behind it, with the offset of the key. */
  readonly line: TemplateLine;
}

/** Where a collection in flow style begins. */
export interface FlowStart {
  /** The mapping that a brace opens. */
  readonly opened: OutlineMapping;
  /** What a bracket lies in, and how its items are named there: `items[]`. */
  readonly holder: OutlineMapping;
  readonly items: string;
}

/**
 * Reads a collection in flow style (`{apiVersion: v1, kind: Pod}`, JSON) line by line, over as many lines as it
 * takes: which mapping lies in which, told by the brackets.
 */
export class FlowReader {
  private readonly start: FlowStart;
  private readonly says: (entry: FlowEntry) => void;
  private state: State = {};
  /** What the last line began with: another way to write the same line begins there again. */
  private last: { readonly at: number; readonly state: State } = { at: -1, state: this.state };

  constructor(start: FlowStart, says: (entry: FlowEntry) => void) {
    this.start = start;
    this.says = says;
  }

  /** Reads a line from a column on; false once the collection is closed. */
  add(line: TemplateLine, from = 0): boolean {
    if (line.at === this.last.at) this.state = this.last.state;
    this.last = { at: line.at, state: this.state };
    for (let at: number | undefined = from; at !== undefined && at < line.text.length; ) {
      at = this.state.quote === undefined ? this.read(line, at) : this.endQuote(line, this.state.quote);
      if (this.state.frame === undefined) return false;
    }
    return true;
  }

  /** Reads what stands in a column and gives the next one; undefined where the line says no more. */
  private read(line: TemplateLine, at: number): number | undefined {
    const mark = line.text[at] ?? "";
    if (mark === "{" || mark === "[") this.open(mark, line);
    else if (mark === "}" || mark === "]") this.state = { frame: this.state.frame?.outer };
    else if (mark === ",") this.setFrame({ key: undefined, word: undefined });
    else if (mark === ":") this.setFrame({ key: this.state.frame?.word, word: undefined });
    else if (mark === "#" && isBlank(line.text[at - 1] ?? " ")) return undefined;
    else if (!isBlank(mark)) return this.readWord(line, at);
    return at + 1;
  }

  private open(mark: "{" | "[", line: TemplateLine): void {
    const { frame: outer } = this.state;
    if (outer?.key !== undefined) this.tell(outer, outer.key, { text: "", line, at: 0, end: 0 });
    const name = outer?.items ?? outer?.key?.text ?? "";
    const [opened, items] =
      outer === undefined
        ? [this.start.opened, this.start.items]
        : [{ indent: 0, parent: outer.mapping, via: name }, `${name}[]`];
    const frame = { depth: (outer?.depth ?? 0) + 1, outer };
    const holder = outer?.mapping ?? this.start.holder;
    if (frame.depth > DEEPEST) this.state = {};
    else if (mark === "{") this.state = { frame: { ...frame, mapping: opened } };
    else this.state = { frame: { ...frame, mapping: holder, items } };
  }

  private readWord(line: TemplateLine, at: number): number | undefined {
    const { text } = line;
    const quote = text[at] === '"' || text[at] === "'" ? text[at] : undefined;
    const end = endOf(quote === undefined ? PLAIN : QUOTED, text, at);
    if (end === undefined && quote !== undefined) {
      this.state = { ...this.state, quote };
      return undefined;
    }
    if (end !== undefined) this.take({ text: text.slice(at, end), line, at, end });
    return end ?? at + 1;
  }

  /** What is quoted over several lines names nothing. */
  private endQuote({ text }: TemplateLine, quote: string): number | undefined {
    const end = endOf(quote === '"' ? DOUBLE_END : SINGLE_END, text, 0);
    if (end !== undefined) this.state = { frame: this.state.frame };
    return end;
  }

  private take(word: Word): void {
    const { frame } = this.state;
    if (frame === undefined) return;
    if (frame.items === ITEMS) this.tell(frame, { ...word, text: "items" }, word);
    else if (frame.items !== undefined) return;
    else if (frame.key === undefined) this.setFrame({ word: { ...word, text: unquoted(word.text) } });
    else this.tell(frame, frame.key, word);
  }

  private setFrame(changes: Partial<Frame>): void {
    const { frame } = this.state;
    if (frame !== undefined) this.state = { frame: { ...frame, ...changes } };
  }

  private tell({ mapping }: Frame, key: Word, { text: value, line, end }: Word): void {
    const at = key.line.at + key.at - indentOf(key.line.text);
    this.says({ mapping, key: key.text, value, line: { ...line, at, text: line.text.slice(0, end) } });
  }
}

/** A collection that is open; it never changes, so that another way to write a line can begin again. */
interface Frame {
  readonly depth: number;
  readonly outer: Frame | undefined;
  /** Of a sequence, the one that it lies in. */
  readonly mapping: OutlineMapping;
  /** How the items of a sequence are named; a mapping has none. */
  readonly items?: string;
  /** The last scalar of a mapping, which may turn out to be a key. */
  readonly word?: Word | undefined;
  readonly key?: Word | undefined;
}

interface State {
  readonly frame?: Frame | undefined;
  /** The mark of a scalar that did not end in its line. */
  readonly quote?: string;
}

/** A scalar and the columns that it stands in. */
interface Word {
  readonly text: string;
  readonly line: TemplateLine;
  readonly at: number;
  readonly end: number;
}

const ITEMS = "items[]";
/** Collections nested deeper name nothing that a reader would look for. */
const DEEPEST = 100;
/** Up to what ends a plain scalar in a collection; an output may stand in it, and right behind a colon. */
const PLAIN = /(?:[^,[\]{}:\s]|:(?![\s,[\]{}\0]|$)|[ \t]+(?=[^\s#,[\]{}:]))+/y;
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/y;
const DOUBLE_END = /(?:[^"\\]|\\.)*"/y;
const SINGLE_END = /(?:[^']|'')*'/y;

function endOf(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\r";
}
