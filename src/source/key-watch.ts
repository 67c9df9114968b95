import { ALIAS, SCALAR, type Tape, whatIs } from "./tape.ts";
import { scalarText } from "./tape-nodes.ts";

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

  /** Indexes of the keys that stood before, once all of the mapping is on the tape. */
  repeated(): readonly number[] {
    if (this.isSorted) return [];
    const seen = new Set<string>();
    const repeated: number[] = [];
    for (let at = this.mapping + 1; at < this.tape.length; at = this.tape.after(this.tape.after(at))) {
      const text = keyText(this.tape, at);
      if (seen.has(text)) repeated.push(at);
      seen.add(text);
    }
    return repeated;
  }
}

/** The text of the key at `index`, which may be an alias of one. */
export function keyText(tape: Tape, index: number): string {
  return scalarText(tape, whatIs(tape.kind(index)) === ALIAS ? tape.end(index) : index);
}

/** What is said about a key that stands twice. */
export function repeatedKey(key: string): string {
  return `the key ${JSON.stringify(key.slice(0, 80))} stands twice in one mapping; the last one counts`;
}

/** Whether the second key is written behind the first in the order of code units; without making texts. */
function isBehind(tape: Tape, first: number, second: number): boolean {
  if (whatIs(tape.kind(first)) !== SCALAR || whatIs(tape.kind(second)) !== SCALAR) return false;
  const { text } = tape;
  let one = tape.start(first);
  let other = tape.start(second);
  const [oneEnd, otherEnd] = [tape.end(first), tape.end(second)];
  while (one < oneEnd && other < otherEnd) {
    const difference = text.charCodeAt(other) - text.charCodeAt(one);
    if (difference !== 0) return difference > 0;
    one += 1;
    other += 1;
  }
  return otherEnd - other > oneEnd - one;
}
