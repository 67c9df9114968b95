import { YAMLException } from "js-yaml";
import { DocumentTape } from "./document-tape.ts";
import { PLAIN } from "./scalar-kinds.ts";
import { MAPPING, SEQUENCE, type Tape } from "./tape.ts";
import type { TextRange } from "./text-range.ts";
import { type Flaw, TreeError } from "./tree-error.ts";
import { type BlockEntry, readEntry, type YamlDocuments } from "./yaml-events.ts";
import { YamlLines } from "./yaml-lines.ts";

/**
 * Writes the documents of a range as the YAML parser reads them, and several times faster where they look as
 * tools write them: block mappings and sequences of texts that each stand on one line. An entry with anything
 * else in it is cut out and given to the parser. Undefined where that is not possible, or where something is
 * wrong: then only the parser that sees the whole knows what.
 */
export function readBlocks(tape: Tape, range: TextRange, limits: ReadingLimits): YamlDocuments | undefined {
  const length = tape.length;
  try {
    const documents = new BlockReader(tape, range, limits).documents();
    if (documents !== undefined) return documents;
  } catch (error) {
    if (!(error instanceof YAMLException || error instanceof TreeError)) throw error;
  }
  tape.truncate(length);
  return undefined;
}

/** How much of a text is read. */
export interface ReadingLimits {
  /** Collections inside each other; what is deeper is refused. */
  readonly maxDepth: number;
  /** A key whose values are passed over where that is cheap, as if they were left out. */
  readonly passOver?: string | undefined;
}

/** Collections inside each other from which on the parser reads; it refuses those that are too deep. */
const MAX_BLOCK_DEPTH = 50;
const BYTE_ORDER_MARK = "\ufeff";

class BlockReader {
  private readonly tape: Tape;
  private readonly lines: YamlLines;
  private readonly limits: ReadingLimits;
  private readonly flaws: Flaw[] = [];
  private document: DocumentTape;
  private depth = 0;
  /** Where the entry ends that the parser read last: it reads nothing twice. */
  private parsed = -1;

  constructor(tape: Tape, range: TextRange, limits: ReadingLimits) {
    this.tape = tape;
    this.lines = new YamlLines(tape.text, range);
    this.limits = limits;
    this.document = new DocumentTape(tape, this.flaws);
  }

  documents(): YamlDocuments | undefined {
    const { lines, tape } = this;
    const roots: number[] = [];
    const isMarked = lines.at === 0 && tape.text.startsWith(BYTE_ORDER_MARK);
    let isRead = lines.toContent(lines.at + (isMarked ? 1 : 0));
    while (isRead && !lines.isAtEnd()) {
      if (lines.isBehindDocument()) {
        lines.at += 3;
        isRead = lines.toNextLine();
        continue;
      }
      this.document = new DocumentTape(tape, this.flaws);
      isRead = lines.indent === 0 && this.collection() && lines.isBehindDocument();
      roots.push(this.document.root);
    }
    return isRead ? { roots, flaws: this.flaws } : undefined;
  }

  /** Reads the block collection whose first entry begins the line. */
  private collection(): boolean {
    const token = this.lines.token();
    if (token === "dash") return this.sequence(this.lines.indent);
    return token === "key" && this.mapping(this.lines.indent);
  }

  /** Reads the mapping whose first key was scanned; it stands in `column`. */
  private mapping(column: number): boolean {
    const { document, lines, tape } = this;
    if (!this.isEntered()) return false;
    const keys = document.openMapping(lines.begin);
    do {
      const { begin } = lines;
      document.scalar(lines.kind, lines.from, lines.to);
      document.addKey(keys, tape.length - 1);
      if (!(this.isPassedOver() ? this.passOver(column, begin) : this.entry("mapping", column, begin)))
        return false;
    } while (lines.indent === column && lines.token() === "key");
    this.depth -= 1;
    document.closeMapping(keys);
    return lines.indent < column;
  }

  /** Whether the key that was scanned last is one whose value nobody wants. */
  private isPassedOver(): boolean {
    const { passOver } = this.limits;
    const { from, to } = this.lines;
    return (
      passOver !== undefined && to - from === passOver.length && this.tape.text.startsWith(passOver, from)
    );
  }

  /** Goes behind the value of the entry that begins at `begin`, as if it were left out. */
  private passOver(column: number, begin: number): boolean {
    this.document.missing();
    return this.lines.toContent(this.lines.entryEnd(begin, column, true));
  }

  /** Reads the sequence whose first dash was scanned; it stands in `column`. */
  private sequence(column: number): boolean {
    const { document, lines, tape } = this;
    if (!this.isEntered()) return false;
    const index = document.openSequence(lines.begin);
    do {
      if (!this.entry("sequence", column, lines.begin)) return false;
    } while (lines.indent === column && lines.isAtDash() && lines.token() === "dash");
    this.depth -= 1;
    tape.close(index);
    return lines.indent <= column;
  }

  private isEntered(): boolean {
    this.depth += 1;
    return this.depth <= MAX_BLOCK_DEPTH;
  }

  /** Reads the value of the entry that begins at `begin`; has the parser read it where it is unusual. */
  private entry(collection: Collection, column: number, begin: number): boolean {
    const { document, depth } = this;
    const { length } = this.tape;
    const { last } = document;
    if (this.value(collection, column)) return true;
    if (this.parsed > begin) return false;
    this.depth = depth;
    document.rewind(length, last);
    return this.parsedEntry(collection, column, begin);
  }

  /** Reads what stands behind a key or dash, and goes to the next line; false where that is unusual. */
  private value(collection: Collection, column: number): boolean {
    const { document, lines } = this;
    const token = lines.token();
    switch (token) {
      case "nothing":
        return this.valueBelow(collection, column);
      case "dash":
        return collection === "sequence" && this.sequence(lines.begin - lines.lineStart);
      case "key":
        return collection === "sequence" && this.mapping(lines.begin - lines.lineStart);
      case "empty mapping":
      case "empty sequence":
        document.empty(token === "empty mapping" ? MAPPING : SEQUENCE, lines.begin);
        return lines.toNextLine();
      case "block scalar":
        if (!lines.blockScalar(column)) return false;
        document.scalar(lines.kind, lines.from, lines.to);
        return true;
      case "scalar":
        return this.scalar(column);
      case "unusual":
        return false;
      default:
        return token satisfies never;
    }
  }

  /** Writes the scalar that was scanned; a plain one goes on where the next line is indented more. */
  private scalar(column: number): boolean {
    const { document, lines } = this;
    const { kind } = lines;
    document.scalar(kind, lines.from, lines.to);
    return lines.toNextLine() && !(kind === PLAIN && lines.nextIndent > column);
  }

  /** Reads what stands in the lines behind a key or dash; a sequence may stand right below its key. */
  private valueBelow(collection: Collection, column: number): boolean {
    const { document, lines } = this;
    if (!lines.toNextLine()) return false;
    if (lines.indent > column) return this.collection();
    const isBeside = collection === "mapping" && lines.indent === column;
    if (isBeside && lines.isAtDash()) return this.collection();
    document.missing();
    return true;
  }

  private parsedEntry(collection: Collection, column: number, begin: number): boolean {
    const { document, lines, tape } = this;
    const end = lines.entryEnd(begin, column, collection === "mapping");
    this.parsed = end;
    const isRead = readEntry(document, {
      collection,
      text: " ".repeat(column) + tape.text.slice(begin, end),
      shift: begin - column,
      maxDepth: this.limits.maxDepth - this.depth + 1,
    });
    return isRead && lines.toContent(end);
  }
}

type Collection = BlockEntry["collection"];
