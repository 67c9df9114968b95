import { KeyWatch } from "./key-watch.ts";
import { MISSING } from "./scalar-kinds.ts";
import { ALIAS, MAPPING, SCALAR, SEQUENCE, type Tape, type TapeKind, whatIs } from "./tape.ts";
import { type Flaw, TreeError } from "./tree-error.ts";

/** Values that one document may expand to through aliases: far above real files, far below a bomb. */
const MAX_EXPANDED_VALUES = 5_000_000;

/**
 * Writes the values of one YAML document behind those that stand on a tape. Aliases point at the value they
 * name; merge keys (`<<`) are resolved when they are asked for.
 */
export class DocumentTape {
  readonly tape: Tape;
  /** Index of the document's root. */
  readonly root: number;
  /** Where the scalar written last ends, or the collection opened last begins. */
  last = 0;
  private readonly flaws: Flaw[];
  private readonly anchors = new Map<string, Anchor>();
  /** How many values the aliases so far stand for. */
  private aliased = 0;

  /** What is wrong inside the document is added to `flaws`. */
  constructor(tape: Tape, flaws: Flaw[]) {
    this.tape = tape;
    this.flaws = flaws;
    this.root = tape.length;
  }

  /** Begins a mapping; its keys are watched until `closeMapping`. */
  openMapping(start: number): KeyWatch {
    this.last = start;
    return new KeyWatch(this.tape, this.tape.add(MAPPING, start, start));
  }

  /** Notes the key that was written at the tape's index `key`. */
  addKey(keys: KeyWatch, key: number): void {
    const { tape } = this;
    const target = whatIs(tape.kind(key)) === ALIAS ? tape.end(key) : key;
    if (whatIs(tape.kind(target)) !== SCALAR) {
      throw new TreeError("a mapping key must be a plain text", tape.start(key));
    }
    keys.add(key);
    const start = tape.start(key);
    if (tape.end(key) === start + 2 && tape.text.startsWith("<<", start)) keys.merges();
  }

  closeMapping(keys: KeyWatch): void {
    keys.close(this.flaws);
  }

  /** Begins a sequence and returns its index, which `tape.close` ends. */
  openSequence(start: number): number {
    this.last = start;
    return this.tape.add(SEQUENCE, start, start);
  }

  /** A collection without anything in it. */
  empty(kind: TapeKind, start: number): void {
    this.last = start;
    this.tape.add(kind, start, start);
  }

  scalar(kind: TapeKind, start: number, end: number): void {
    this.tape.add(kind, start, end);
    this.last = end;
  }

  /** A value that is left out (`key:`) has no place of its own and gets that behind its key. */
  missing(kind: TapeKind = MISSING): void {
    this.tape.add(kind, this.last, this.last);
  }

  /** Writes a value that has a name; an alias to it that comes before its end lies inside it. */
  anchored(name: string, write: () => void): void {
    const index = this.tape.length;
    const before = this.aliased;
    this.anchors.set(name, { index });
    write();
    this.anchors.set(name, { index, size: this.tape.length - index + this.aliased - before });
  }

  /** @throws TreeError where the alias is unknown, lies inside what it names, or expands beyond the limit */
  alias(name: string, start: number): void {
    const anchor = this.anchors.get(name);
    const said = `the alias *${name.slice(0, 80)}`;
    if (anchor === undefined) throw new TreeError(`${said} names an anchor that does not exist`, start);
    if (anchor.size === undefined) throw new TreeError(`${said} contains itself`, start);
    this.tape.add(ALIAS, start, anchor.index);
    this.last = start + name.length;
    this.aliased += anchor.size;
    if (this.tape.length - this.root + this.aliased > MAX_EXPANDED_VALUES) {
      throw new TreeError(`aliases expand to more than ${MAX_EXPANDED_VALUES} values`, start);
    }
  }

  /** Forgets what was written from the index `length` on, which began behind the offset `last`. */
  rewind(length: number, last: number): void {
    this.tape.truncate(length);
    this.last = last;
    while ((this.flaws.at(-1)?.offset ?? -1) > last) this.flaws.pop();
  }
}

interface Anchor {
  readonly index: number;
  /** Missing while the anchored value is still being read. */
  readonly size?: number;
}
