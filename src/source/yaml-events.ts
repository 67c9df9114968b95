import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from "js-yaml";
import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  parseEvents,
  SCALAR_STYLE,
} from "js-yaml";
import { DocumentTape } from "./document-tape.ts";
import { parseLessIndented } from "./less-indented.ts";
import { SCALAR, scalarKind, type Tape, whatIs } from "./tape.ts";
import type { TextRange } from "./text-range.ts";
import { type Flaw, TreeError } from "./tree-error.ts";

/** Documents on a tape: the indexes of their roots, and what is wrong inside them. */
export interface YamlDocuments {
  readonly roots: readonly number[];
  readonly flaws: readonly Flaw[];
}

/**
 * Writes all documents of a range of the tape's text as the YAML parser reads them; those without content
 * have no root.
 *
 * @throws YAMLException where the text is not valid
 * @throws TreeError where aliases are unknown, contain themselves, or expand beyond the limit
 */
export function readEvents(tape: Tape, { start, end }: TextRange, maxDepth: number): YamlDocuments {
  const reader = new EventReader(parseLessIndented(tape.text.slice(start, end), maxDepth), start);
  const roots: number[] = [];
  const flaws: Flaw[] = [];
  while (reader.enters(EVENT_DOCUMENT)) {
    const document = new DocumentTape(tape, flaws);
    if (!reader.isClosing()) reader.value(document);
    reader.leave();
    if (hasContent(document)) roots.push(document.root);
  }
  return { roots, flaws };
}

/** Between two markers the parser sees an empty text. */
function hasContent({ tape, root }: DocumentTape): boolean {
  return root < tape.length && (whatIs(tape.kind(root)) !== SCALAR || tape.start(root) < tape.end(root));
}

/** One entry of a block collection, cut out of its document. */
export interface BlockEntry {
  /** The entry alone, each line indented as in its document. */
  readonly text: string;
  /** What has to be added to an offset of that text to have the document's. */
  readonly shift: number;
  readonly collection: "mapping" | "sequence";
  readonly maxDepth: number;
}

/**
 * Writes the value of one entry; the key of a mapping's is left out. False where the text holds anything but
 * one entry.
 *
 * @throws YAMLException, TreeError as {@link readEvents} does
 */
export function readEntry(document: DocumentTape, entry: BlockEntry): boolean {
  const { text, shift, collection, maxDepth } = entry;
  const events = parseEvents(text, { maxDepth });
  const [first] = events;
  // An end marker (`...`) in the text ends the whole document and not only the entry.
  if (first?.type === EVENT_DOCUMENT && first.explicitEnd) return false;
  const reader = new EventReader(events, shift);
  const isOpen =
    reader.enters(EVENT_DOCUMENT) &&
    (collection === "sequence"
      ? reader.enters(EVENT_SEQUENCE)
      : reader.enters(EVENT_MAPPING) && reader.enters(EVENT_SCALAR));
  if (!isOpen || reader.isClosing()) return false;
  reader.value(document);
  return reader.enters(EVENT_POP) && reader.enters(EVENT_POP) && reader.isAtEnd();
}

/** Goes through a parser's events and writes the values among them. */
class EventReader {
  private at = 0;
  private readonly events: readonly Event[];
  private readonly shift: number;

  constructor(events: readonly Event[], shift: number) {
    this.events = events;
    this.shift = shift;
  }

  /** Steps over the next event if it is of this type. */
  enters(type: Event["type"]): boolean {
    if (this.events[this.at]?.type !== type) return false;
    this.at += 1;
    return true;
  }

  leave(): void {
    this.at += 1;
  }

  isClosing(): boolean {
    return this.isAtEnd() || this.events[this.at]?.type === EVENT_POP;
  }

  isAtEnd(): boolean {
    return this.at >= this.events.length;
  }

  value(document: DocumentTape): void {
    const event = this.events[this.at];
    this.at += 1;
    if (event === undefined || event.type === EVENT_DOCUMENT || event.type === EVENT_POP) {
      throw new TreeError("the document ends in the middle of a value", document.tape.text.length);
    }
    if (event.type === EVENT_ALIAS)
      document.alias(this.name(event, document), event.anchorStart + this.shift);
    else if (event.anchorStart < 0) this.content(event, document);
    else document.anchored(this.name(event, document), () => this.content(event, document));
  }

  private content(event: ScalarEvent | MappingEvent | SequenceEvent, document: DocumentTape): void {
    if (event.type === EVENT_SCALAR) this.scalar(event, document);
    else if (event.type === EVENT_MAPPING) this.mapping(event.start, document);
    else this.sequence(event.start, document);
  }

  private name({ anchorStart, anchorEnd }: AnchorRange, { tape }: DocumentTape): string {
    return tape.text.slice(anchorStart + this.shift, anchorEnd + this.shift);
  }

  private mapping(start: number, document: DocumentTape): void {
    const keys = document.openMapping(start + this.shift);
    while (!this.isClosing()) {
      const key = document.tape.length;
      this.value(document);
      document.addKey(keys, key);
      this.value(document);
    }
    this.leave();
    document.closeMapping(keys);
  }

  private sequence(start: number, document: DocumentTape): void {
    const index = document.openSequence(start + this.shift);
    while (!this.isClosing()) this.value(document);
    this.leave();
    document.tape.close(index);
  }

  private scalar(event: ScalarEvent, document: DocumentTape): void {
    const fast = event.fast && event.style !== SCALAR_STYLE.FOLDED_BLOCK;
    const kind = scalarKind({ ...event, fast });
    if (event.valueStart < 0) document.missing(kind);
    else document.scalar(kind, event.valueStart + this.shift, event.valueEnd + this.shift);
  }
}

interface AnchorRange {
  readonly anchorStart: number;
  readonly anchorEnd: number;
}
