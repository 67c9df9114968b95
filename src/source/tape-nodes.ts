import { CHOMPING_MODE, EVENT_SCALAR, getScalarValue, SCALAR_STYLE } from "js-yaml";
import {
  ALIAS,
  HAS_DUPLICATES,
  HAS_MERGES,
  isFast,
  MAPPING,
  SCALAR,
  SEQUENCE,
  scalarTraits,
  type Tape,
  whatIs,
} from "./tape.ts";
import type { MappingEntry, MappingNode, ScalarNode, ScalarStyle, SequenceNode, TreeNode } from "./tree.ts";

/** The value that stands at `index`; an alias is the value it names. */
export function nodeAt(tape: Tape, index: number): TreeNode {
  switch (whatIs(tape.kind(index))) {
    case MAPPING:
      return new TapeMapping(tape, index);
    case SEQUENCE:
      return new TapeSequence(tape, index);
    case ALIAS:
      return nodeAt(tape, tape.end(index));
    default:
      return new TapeScalar(tape, index);
  }
}

/** A place on a tape; what stands there is read when it is asked for. */
abstract class TapeNode {
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
    const own = this.ownEntries();
    const kind = this.tape.kind(this.index);
    if ((kind & (HAS_DUPLICATES | HAS_MERGES)) === 0) return own;
    const byKey = new Map<string, MappingEntry>();
    for (const entry of own) if (!isMerge(entry.key)) byKey.set(entry.key.text, entry);
    for (const entry of own.filter(({ key }) => isMerge(key)).flatMap(mergedEntries)) {
      if (!byKey.has(entry.key.text)) byKey.set(entry.key.text, entry);
    }
    return [...byKey.values()];
  }

  find(key: string): MappingEntry | undefined {
    const { tape } = this;
    if ((tape.kind(this.index) & (HAS_DUPLICATES | HAS_MERGES)) !== 0) {
      return this.entries.find((entry) => entry.key.text === key);
    }
    const end = tape.after(this.index);
    for (let at = this.index + 1; at < end; ) {
      const value = tape.after(at);
      if (isKey(tape, at, key)) return { key: keyAt(tape, at), value: nodeAt(tape, value) };
      at = tape.after(value);
    }
    return undefined;
  }

  private ownEntries(): readonly MappingEntry[] {
    const entries: MappingEntry[] = [];
    const end = this.tape.after(this.index);
    for (let at = this.index + 1; at < end; ) {
      const value = this.tape.after(at);
      entries.push({ key: keyAt(this.tape, at), value: nodeAt(this.tape, value) });
      at = this.tape.after(value);
    }
    return entries;
  }
}

class TapeSequence extends TapeNode implements SequenceNode {
  readonly kind = "sequence";

  get items(): readonly TreeNode[] {
    const items: TreeNode[] = [];
    const end = this.tape.after(this.index);
    for (let at = this.index + 1; at < end; at = this.tape.after(at)) items.push(nodeAt(this.tape, at));
    return items;
  }
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
    return STYLES[scalarTraits(this.tape.kind(this.index)).style] ?? "plain";
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
  const [start, end] = [tape.start(index), tape.end(index)];
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
  if (whatIs(tape.kind(index)) === ALIAS) return isKey(tape, tape.end(index), key);
  if (!isFast(tape.kind(index))) return scalarText(tape, index) === key;
  const start = tape.start(index);
  return tape.end(index) - start === key.length && tape.text.startsWith(key, start);
}

/** Keys are scalars: the readers of YAML and JSON refuse all others. */
function keyAt(tape: Tape, index: number): ScalarNode {
  return new TapeScalar(tape, whatIs(tape.kind(index)) === SCALAR ? index : tape.end(index));
}

function isMerge(key: ScalarNode): boolean {
  return key.style === "plain" && key.text === "<<";
}

/** What a merge key brings: the entries of one mapping, or of several, of which the first wins. */
function mergedEntries({ value }: MappingEntry): readonly MappingEntry[] {
  const sources = value.kind === "sequence" ? value.items : [value];
  return sources.flatMap((source) => (source.kind === "mapping" ? source.entries : []));
}
