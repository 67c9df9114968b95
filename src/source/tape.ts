/**
 * The values of a text in file order, four numbers each and no objects: a document of a million values costs
 * 16 MB, and what nobody asks for is never made. Nodes are views into it, made when they are asked for.
 */
export class Tape {
  text: string;
  private numbers: Int32Array<ArrayBuffer>;
  private count = 0;

  constructor(text: string) {
    this.text = text;
    // Room for the values of most texts: what is not written to costs no memory, and moving does.
    this.numbers = new Int32Array(4 * Math.max(256, Math.ceil(text.length / 12)));
  }

  /** Forgets everything and begins anew with another text: the room of many small documents is made once. */
  reset(text: string): void {
    this.text = text;
    this.count = 0;
  }

  get length(): number {
    return this.count;
  }

  /** Adds one value behind the others and returns its index; `after` of a scalar is the next index. */
  add(kind: TapeKind, start: number, end: number): number {
    const at = 4 * this.count;
    if (at === this.numbers.length) this.grow();
    this.numbers[at] = kind;
    this.numbers[at + 1] = start;
    this.numbers[at + 2] = end;
    this.numbers[at + 3] = this.count + 1;
    this.count += 1;
    return this.count - 1;
  }

  /** Ends the container `index`: everything added since then lies inside it. */
  close(index: number): void {
    this.numbers[4 * index + 3] = this.count;
  }

  /** Adds marks to what `index` is. */
  mark(index: number, marks: number): void {
    this.numbers[4 * index] = (this.numbers[4 * index] ?? 0) | marks;
  }

  /** Forgets the values from `length` on. */
  truncate(length: number): void {
    this.count = length;
  }

  kind(index: number): TapeKind {
    return this.numbers[4 * index] ?? 0;
  }

  start(index: number): number {
    return this.numbers[4 * index + 1] ?? 0;
  }

  /** Of a scalar, the offset after its last character; of an alias, the index of the value it names. */
  end(index: number): number {
    return this.numbers[4 * index + 2] ?? 0;
  }

  /** Index of the first value behind this one and all that lies inside it. */
  after(index: number): number {
    return this.numbers[4 * index + 3] ?? index + 1;
  }

  /** Moves the numbers, so that the smaller room is given back at once and not when memory is short. */
  private grow(): void {
    this.numbers = new Int32Array(this.numbers.buffer.transfer(2 * this.numbers.byteLength));
  }
}

/** Bits: 0–1 what it is, 2–4 a scalar's style, 5–6 its chomping, 7 whether its source is its text, from 8 its indentation. */
export type TapeKind = number;

export const MAPPING = 0;
export const SEQUENCE = 1;
export const SCALAR = 2;
export const ALIAS = 3;
/** A mapping in which a key stands twice. */
export const HAS_DUPLICATES = 1 << 2;
/** A mapping with a merge key. */
export const HAS_MERGES = 1 << 3;

const WHAT = 3;
const STYLE_SHIFT = 2;
const CHOMPING_SHIFT = 5;
const FAST = 1 << 7;
const INDENT_SHIFT = 8;

/** What a scalar's kind holds besides that it is one; `style` and `chomping` are the YAML parser's numbers. */
export interface ScalarTraits {
  readonly style: number;
  readonly chomping: number;
  readonly fast: boolean;
  readonly indent: number;
}

export function whatIs(kind: TapeKind): number {
  return kind & WHAT;
}

export function scalarKind({ style, chomping, fast, indent }: ScalarTraits): TapeKind {
  const shifted =
    (style << STYLE_SHIFT) | (chomping << CHOMPING_SHIFT) | (Math.max(indent, 0) << INDENT_SHIFT);
  return SCALAR | shifted | (fast ? FAST : 0);
}

export function scalarStyle(kind: TapeKind): ScalarTraits["style"] {
  return (kind >> STYLE_SHIFT) & 7;
}

export function scalarTraits(kind: TapeKind): ScalarTraits {
  return {
    style: scalarStyle(kind),
    chomping: (kind >> CHOMPING_SHIFT) & 3,
    fast: isFast(kind),
    indent: kind >> INDENT_SHIFT,
  };
}

/** Whether a scalar's source, without quotes, is its text. */
export function isFast(kind: TapeKind): boolean {
  return (kind & FAST) !== 0;
}
