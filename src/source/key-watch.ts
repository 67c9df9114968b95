import { ALIAS, HAS_DUPLICATES, HAS_MERGES, isFast, SCALAR, type Tape, whatIs } from "./tape.ts";
import { scalarText } from "./tape-nodes.ts";
import type { Flaw } from "./tree-error.ts";

/**
 * Finds keys that stand twice in one mapping. Most writers sort keys, and then one comparison a key is
 * enough; only mappings that are not sorted are looked at again.
 */
export class KeyWatch {
  private previous = -1;
  private isSorted = true;
  private readonly tape: Tape;
  private readonly mapping: number;

  constructor(tape: Tape, mapping: number) {
    this.tape = tape;
    this.mapping = mapping;
  }

  /** Notes the key that stands at the tape's index `key`. */
  add(key: number): void {
    this.isSorted &&= this.previous < 0 || isBehind(this.tape, this.previous, key);
    this.previous = key;
  }

  /** Notes that the key is a merge key (`<<`), of which a mapping may have several. */
  merges(): void {
    this.tape.mark(this.mapping, HAS_MERGES);
  }

  /** Ends the mapping, all of which is on the tape, and adds a flaw for each key that stood before. */
  close(flaws: Flaw[]): void {
    const { tape, mapping } = this;
    tape.close(mapping);
    if (this.isSorted || !hasTwins(tape, mapping)) return;
    const seen = new Set<string>();
    for (let at = mapping + 1; at < tape.length; at = tape.after(tape.after(at))) {
      const key = keyText(tape, at);
      if (seen.has(key) && !this.isMerge(key)) {
        tape.mark(mapping, HAS_DUPLICATES);
        flaws.push({ offset: tape.start(at), message: repeated(key) });
      }
      seen.add(key);
    }
  }

  private isMerge(key: string): boolean {
    return key === "<<" && (this.tape.kind(this.mapping) & HAS_MERGES) !== 0;
  }
}

/** Whether two keys of a mapping may be the same; asks for no texts, and has done with most mappings soon. */
function hasTwins(tape: Tape, mapping: number): boolean {
  let count = 0;
  for (let at = mapping + 1; at < tape.length; at = tape.after(tape.after(at))) {
    count += 1;
    if (count > FEW_KEYS || !isFast(tape.kind(at))) return true;
    for (let other = mapping + 1; other < at; other = tape.after(tape.after(other))) {
      if (mayBeSame(tape, at, other)) return true;
    }
  }
  return false;
}

/** Comparing each key with each other one is cheaper than to collect their texts for so many. */
const FEW_KEYS = 16;

/** By length, and by the first and the last character. */
function mayBeSame(tape: Tape, one: number, other: number): boolean {
  const { text } = tape;
  const start = tape.start(one);
  const begin = tape.start(other);
  const length = tape.end(one) - start;
  if (tape.end(other) - begin !== length) return false;
  if (length === 0) return true;
  const last = length - 1;
  return (
    text.charCodeAt(start) === text.charCodeAt(begin) &&
    text.charCodeAt(start + last) === text.charCodeAt(begin + last)
  );
}

/** The text of the key at `index`, which may be an alias of one. */
function keyText(tape: Tape, index: number): string {
  return scalarText(tape, whatIs(tape.kind(index)) === ALIAS ? tape.end(index) : index);
}

function repeated(key: string): string {
  return `the key ${JSON.stringify(key.slice(0, 80))} stands twice in one mapping; the last one counts`;
}

/** Whether the second key is written behind the first in the order of code units; without making texts. */
function isBehind(tape: Tape, first: number, second: number): boolean {
  if (whatIs(tape.kind(first)) !== SCALAR || whatIs(tape.kind(second)) !== SCALAR) return false;
  const { text } = tape;
  let one = tape.start(first);
  let other = tape.start(second);
  const oneEnd = tape.end(first);
  const otherEnd = tape.end(second);
  while (one < oneEnd && other < otherEnd) {
    const difference = text.charCodeAt(other) - text.charCodeAt(one);
    if (difference !== 0) return difference > 0;
    one += 1;
    other += 1;
  }
  return otherEnd - other > oneEnd - one;
}
