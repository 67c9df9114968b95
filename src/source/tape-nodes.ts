import { CHOMPING_MODE, EVENT_SCALAR, getScalarValue, SCALAR_STYLE } from "js-yaml";
import {
  ALIAS,
  HAS_DUPLICATES,
  HAS_MERGES,
  isFast,
  MAPPING,
  SEQUENCE,
  scalarStyle,
  scalarTraits,
  type Tape,
  type TapeKind,
  whatIs,
} from "./tape.ts";
import type { MappingEntry, MappingNode, ScalarNode, ScalarStyle, SequenceNode, TreeNode } from "./tree.ts";

/** The value that stands at `index`; an alias is the value it names. */
export function nodeAt(tape: Tape, index: number): TreeNode {
  const at = target(tape, index);
  switch (whatIs(tape.kind(at))) {
    case MAPPING:
      return new TapeMapping(tape, at);
    case SEQUENCE:
      return new TapeSequence(tape, at);
    default:
      return new TapeScalar(tape, at);
  }
}

/** A value by its index on the tape. */
class TapeNode {
  protected readonly tape: Tape;
  protected readonly index: number;

  constructor(tape: Tape, index: number) {
    this.tape = tape;
    this.index = index;
  }

  get start(): number {
    return this.tape.start(this.index);
  }
}

class TapeMapping extends TapeNode implements MappingNode {
  readonly kind = "mapping";

  get entries(): readonly MappingEntry[] {
    return entriesOf(this.tape, this.index);
  }

  find(key: string): MappingEntry | undefined {
    const at = keyIndex(this.tape, this.index, key);
    return at === undefined ? undefined : new TapeEntry(this.tape, at);
  }

  under(keys: readonly string[]): TreeNode | undefined {
    const { tape } = this;
    let { index } = this;
    for (const key of keys) {
      const at = keyIndex(tape, index, key);
      if (at === undefined) return undefined;
      index = target(tape, tape.after(at));
    }
    return nodeAt(tape, index);
  }
}

/** Keys are scalars, or aliases of one: the readers of YAML and JSON refuse all others. */
class TapeEntry implements MappingEntry {
  readonly index: number;
  private readonly tape: Tape;

  constructor(tape: Tape, index: number) {
    this.tape = tape;
    this.index = index;
  }

  get key(): ScalarNode {
    return new TapeScalar(this.tape, target(this.tape, this.index));
  }

  get value(): TreeNode {
    return nodeAt(this.tape, this.tape.after(this.index));
  }
}

/** In file order; of keys that stand twice the last one, then what merge keys add. */
function entriesOf(tape: Tape, mapping: number): readonly TapeEntry[] {
  const own: TapeEntry[] = [];
  const end = tape.after(mapping);
  for (let at = mapping + 1; at < end; at = tape.after(tape.after(at))) own.push(new TapeEntry(tape, at));
  if (!isMixed(tape.kind(mapping))) return own;
  const byKey = new Map<string, TapeEntry>();
  for (const entry of own) if (!isMerge(entry.key)) byKey.set(entry.key.text, entry);
  for (const entry of own.filter(({ key }) => isMerge(key)).flatMap((merge) => mergedEntries(tape, merge))) {
    if (!byKey.has(entry.key.text)) byKey.set(entry.key.text, entry);
  }
  return [...byKey.values()];
}

/** What a merge key brings: the entries of one mapping, or of several, of which the first wins. */
function mergedEntries(tape: Tape, { index }: TapeEntry): readonly TapeEntry[] {
  const value = target(tape, tape.after(index));
  const sources = whatIs(tape.kind(value)) === SEQUENCE ? itemsOf(tape, value) : [value];
  return sources.flatMap((source) => (whatIs(tape.kind(source)) === MAPPING ? entriesOf(tape, source) : []));
}

function isMerge(key: ScalarNode): boolean {
  return key.style === "plain" && key.text === "<<";
}

/** Whether a mapping's entries are not simply those that are written in it. */
function isMixed(kind: TapeKind): boolean {
  return (kind & (HAS_DUPLICATES | HAS_MERGES)) !== 0;
}

/** Index of the entry's key in what is perhaps a mapping. */
function keyIndex(tape: Tape, mapping: number, key: string): number | undefined {
  const kind = tape.kind(mapping);
  if (whatIs(kind) !== MAPPING) return undefined;
  if (isMixed(kind)) return entriesOf(tape, mapping).find((entry) => entry.key.text === key)?.index;
  const end = tape.after(mapping);
  for (let at = mapping + 1; at < end; at = tape.after(tape.after(at))) if (isKey(tape, at, key)) return at;
  return undefined;
}

/** The index of a value itself, where an alias stands for it. */
function target(tape: Tape, index: number): number {
  return whatIs(tape.kind(index)) === ALIAS ? tape.end(index) : index;
}

class TapeSequence extends TapeNode implements SequenceNode {
  readonly kind = "sequence";

  get items(): readonly TreeNode[] {
    return itemsOf(this.tape, this.index).map((item) => nodeAt(this.tape, item));
  }
}

function itemsOf(tape: Tape, sequence: number): readonly number[] {
  const items: number[] = [];
  const end = tape.after(sequence);
  for (let at = sequence + 1; at < end; at = tape.after(at)) items.push(target(tape, at));
  return items;
}

class TapeScalar extends TapeNode implements ScalarNode {
  readonly kind = "scalar";

  get end(): number {
    return this.tape.end(this.index);
  }

  get text(): string {
    return scalarText(this.tape, this.index);
  }

  get style(): ScalarStyle {
    return STYLES[scalarStyle(this.tape.kind(this.index))] ?? "plain";
  }

  get indent(): number {
    return scalarTraits(this.tape.kind(this.index)).indent;
  }
}

const STYLES: Readonly<Record<number, ScalarStyle>> = {
  [SCALAR_STYLE.SINGLE_QUOTED]: "single-quoted",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double-quoted",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
};

/** The decoded text of the scalar at `index`. */
export function scalarText(tape: Tape, index: number): string {
  const kind = tape.kind(index);
  const start = tape.start(index);
  const end = tape.end(index);
  if (start === end) return "";
  if (isFast(kind)) return tape.text.slice(start, end);
  const { style, chomping, fast, indent } = scalarTraits(kind);
  return getScalarValue(tape.text, {
    ...NO_EVENT,
    valueStart: start,
    valueEnd: end,
    style: PARSER_STYLES.find((known) => known === style) ?? SCALAR_STYLE.PLAIN,
    chomping: PARSER_CHOMPING.find((known) => known === chomping) ?? CHOMPING_MODE.CLIP,
    fast,
    indent,
  });
}

const PARSER_STYLES = Object.values(SCALAR_STYLE);
const PARSER_CHOMPING = Object.values(CHOMPING_MODE);
const NO_EVENT = { type: EVENT_SCALAR, anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 } as const;

/** Whether the key at `index` is `key`, for most keys without making a text of it. */
function isKey(tape: Tape, index: number, key: string): boolean {
  const scalar = target(tape, index);
  if (!isFast(tape.kind(scalar))) return scalarText(tape, scalar) === key;
  const start = tape.start(scalar);
  return tape.end(scalar) - start === key.length && tape.text.startsWith(key, start);
}
