import type { ScalarEvent } from "js-yaml";
import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  SCALAR_STYLE,
} from "js-yaml";
import type { EventFeed } from "./event-feed.ts";
import { KeyWatch, keyText, repeatedKey } from "./key-watch.ts";
import {
  ALIAS,
  HAS_DUPLICATES,
  HAS_MERGES,
  MAPPING,
  SCALAR,
  SEQUENCE,
  scalarKind,
  type Tape,
  whatIs,
} from "./tape.ts";
import { type Flaw, TreeError } from "./tree-error.ts";

/** Values that one document may expand to through aliases: far above real files, far below a bomb. */
const MAX_EXPANDED_VALUES = 5_000_000;

/**
 * Writes the values of a parser's events onto a tape. Aliases point at the value they name; merge keys
 * (`<<`) are resolved when they are asked for.
 */
export class YamlTapeWriter {
  readonly flaws: Flaw[] = [];
  private last = 0;
  private anchors = new Map<string, Anchor>();
  private readonly tape: Tape;
  private readonly feed: EventFeed;

  constructor(tape: Tape, feed: EventFeed) {
    this.tape = tape;
    this.feed = feed;
    this.last = feed.shift;
  }

  /**
   * Writes all documents.
   *
   * @returns the indexes of their roots; documents without content have none
   * @throws TreeError where aliases are unknown, contain themselves, or expand beyond the limit
   */
  documents(): number[] {
    const roots: number[] = [];
    while (this.feed.current?.type === EVENT_DOCUMENT) {
      this.feed.advance();
      this.anchors = new Map();
      if (!this.isClosing()) {
        const root = this.tape.length;
        this.value();
        if (this.hasContent(root)) roots.push(root);
      }
      this.feed.advance();
    }
    return roots;
  }

  /** Between two markers the parser sees an empty text. */
  private hasContent(root: number): boolean {
    return whatIs(this.tape.kind(root)) !== SCALAR || this.tape.start(root) < this.tape.end(root);
  }

  private isClosing(): boolean {
    const event = this.feed.current;
    return event === undefined || event.type === EVENT_POP;
  }

  /** Writes one value and returns how many values it expands to. */
  private value(): number {
    const event = this.feed.current;
    const { shift } = this.feed;
    this.feed.advance();
    if (event === undefined) throw unfinished(this.tape);
    switch (event.type) {
      case EVENT_SCALAR:
        return this.anchored(event, shift, () => this.scalar(event, shift));
      case EVENT_MAPPING:
        return this.anchored(event, shift, () => this.mapping(event.start + shift));
      case EVENT_SEQUENCE:
        return this.anchored(event, shift, () => this.sequence(event.start + shift));
      case EVENT_ALIAS:
        return this.alias(event.anchorStart + shift, event.anchorEnd + shift);
      case EVENT_DOCUMENT:
      case EVENT_POP:
        throw unfinished(this.tape);
      default:
        return event satisfies never;
    }
  }

  private anchored(event: AnchorRange, shift: number, write: () => number): number {
    if (event.anchorStart < 0) return write();
    const name = this.tape.text.slice(event.anchorStart + shift, event.anchorEnd + shift);
    const index = this.tape.length;
    this.anchors.set(name, { index });
    const size = write();
    this.anchors.set(name, { index, size });
    return size;
  }

  private alias(start: number, end: number): number {
    const name = this.tape.text.slice(start, end);
    const anchor = this.anchors.get(name);
    if (anchor === undefined) {
      throw new TreeError(`the alias *${name.slice(0, 80)} names an anchor that does not exist`, start);
    }
    if (anchor.size === undefined)
      throw new TreeError(`the alias *${name.slice(0, 80)} contains itself`, start);
    this.tape.add(ALIAS, start, anchor.index);
    this.last = end;
    return anchor.size;
  }

  private mapping(start: number): number {
    const index = this.tape.add(MAPPING, start, start);
    this.last = start;
    const keys = new KeyWatch(this.tape, index);
    let size = 1;
    while (!this.isClosing()) {
      const key = this.tape.length;
      size += this.value();
      this.checkKey(index, key);
      keys.add(key);
      size += this.value();
      refuseBomb(size, start);
    }
    this.feed.advance();
    this.tape.close(index);
    for (const key of keys.repeated()) this.flawedKey(index, key);
    return size;
  }

  private checkKey(mapping: number, key: number): void {
    const isAlias = whatIs(this.tape.kind(key)) === ALIAS;
    const target = isAlias ? this.tape.end(key) : key;
    const start = this.tape.start(key);
    if (whatIs(this.tape.kind(target)) !== SCALAR) {
      throw new TreeError("a mapping key must be a plain text", start);
    }
    if (this.tape.text.startsWith("<<", start)) this.tape.mark(mapping, HAS_MERGES);
  }

  /** A mapping may have several merge keys. */
  private flawedKey(mapping: number, key: number): void {
    const text = keyText(this.tape, key);
    if (text === "<<") return;
    this.tape.mark(mapping, HAS_DUPLICATES);
    this.flaws.push({ offset: this.tape.start(key), message: repeatedKey(text) });
  }

  private sequence(start: number): number {
    const index = this.tape.add(SEQUENCE, start, start);
    this.last = start;
    let size = 1;
    while (!this.isClosing()) {
      size += this.value();
      refuseBomb(size, start);
    }
    this.feed.advance();
    this.tape.close(index);
    return size;
  }

  /** A value that is left out (`key:`) has no place of its own and gets that behind its key. */
  private scalar(event: ScalarEvent, shift: number): number {
    const isMissing = event.valueStart < 0;
    const start = isMissing ? this.last : event.valueStart + shift;
    const end = isMissing ? this.last : event.valueEnd + shift;
    const fast = event.fast && event.style !== SCALAR_STYLE.FOLDED_BLOCK;
    this.tape.add(scalarKind({ ...event, fast }), start, end);
    this.last = end;
    return 1;
  }
}

interface AnchorRange {
  readonly anchorStart: number;
  readonly anchorEnd: number;
}

interface Anchor {
  readonly index: number;
  /** Missing while the anchored value is still being read. */
  readonly size?: number;
}

function unfinished(tape: Tape): TreeError {
  return new TreeError("the document ends in the middle of a value", tape.text.length);
}

function refuseBomb(size: number, offset: number): void {
  if (size > MAX_EXPANDED_VALUES) {
    throw new TreeError(`aliases expand to more than ${MAX_EXPANDED_VALUES} values`, offset);
  }
}
