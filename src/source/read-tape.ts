import { parseEvents, YAMLException } from "js-yaml";
import { EventFeed, type EventSegment } from "./event-feed.ts";
import { readJson } from "./json-tape.ts";
import { findLongList, longListSegments, NotAList } from "./long-list.ts";
import { Tape } from "./tape.ts";
import { documentRanges, type TextRange } from "./text-range.ts";
import { type Flaw, TOO_DEEP, TreeError } from "./tree-error.ts";
import { YamlTapeWriter } from "./yaml-tape.ts";

/** The documents of a text on one tape; `roots` are their indexes. */
export interface TapeReading {
  readonly tape: Tape;
  readonly roots: readonly number[];
  /** Documents that could not be read, and flaws of those that were. */
  readonly flaws: readonly Flaw[];
}

/** Containers inside each other; Kubernetes objects stay below 30, schemas in CRDs below 60. */
const MAX_DEPTH = 100;
/** From here on a text is parsed piece by piece: the parser's events need twenty times its size. */
const LONG_TEXT = 256 * 1024;

/** Reads all documents of a text; a broken one costs only itself. */
export function readTape(text: string): TapeReading {
  const tape = new Tape(text);
  const whole = { start: 0, end: text.length };
  const json = guarded(tape, whole, () => readJson(tape, MAX_DEPTH));
  if (json !== undefined) return { tape, ...json };
  // Directives (%YAML) stand before the marker of their document, so such streams stay in one piece.
  const isDivided = text.length > LONG_TEXT && !/^%/m.test(text);
  const first = isDivided ? undefined : readYaml(tape, whole);
  if (first !== undefined && !first.isBroken) return { tape, ...first };
  const ranges = documentRanges(text);
  if (first !== undefined && ranges.length === 1) return { tape, ...first };
  const parts = ranges.map((range) => readYaml(tape, range));
  return { tape, roots: parts.flatMap(({ roots }) => roots), flaws: parts.flatMap(({ flaws }) => flaws) };
}

interface Part {
  readonly roots: readonly number[];
  readonly flaws: readonly Flaw[];
  readonly isBroken?: boolean;
}

function readYaml(tape: Tape, range: TextRange): Part {
  const list = range.end - range.start > LONG_TEXT ? findLongList(tape.text, range) : undefined;
  if (list !== undefined) {
    const length = tape.length;
    try {
      return written(tape, longListSegments(tape.text, list, MAX_DEPTH));
    } catch (error) {
      // The list was cut wrongly or an item is broken: the parser that sees the whole knows which, and where.
      if (!(error instanceof NotAList || error instanceof YAMLException)) throw error;
      tape.truncate(length);
    }
  }
  return guarded(tape, range, () => written(tape, wholeSegment(tape.text, range))) ?? NOTHING;
}

const NOTHING: Part = { roots: [], flaws: [] };

function* wholeSegment(text: string, { start, end }: TextRange): Generator<EventSegment> {
  yield { events: parseEvents(text.slice(start, end), { maxDepth: MAX_DEPTH }), shift: start };
}

function written(tape: Tape, segments: Iterable<EventSegment>): Part {
  const writer = new YamlTapeWriter(tape, new EventFeed(segments));
  const roots = writer.documents();
  return { roots, flaws: writer.flaws };
}

/** Runs a reader; what is wrong with the text becomes a flaw, and nothing of it stays on the tape. */
function guarded<Result extends Part>(
  tape: Tape,
  range: TextRange,
  read: () => Result | undefined,
): Result | Part | undefined {
  const length = tape.length;
  try {
    return read();
  } catch (error) {
    tape.truncate(length);
    return { roots: [], flaws: [flawOf(error, range, tape.text)], isBroken: true };
  }
}

function flawOf(error: unknown, range: TextRange, text: string): Flaw {
  if (error instanceof YAMLException) {
    const offset = Math.min(range.start + (error.mark?.position ?? 0), lastWritten(text, range));
    const isTooDeep = error.reason.includes("maxDepth");
    return { offset, message: isTooDeep ? TOO_DEEP : `not valid ${languageOf(text)}: ${error.reason}` };
  }
  if (error instanceof TreeError) return { offset: error.offset, message: error.message };
  if (error instanceof RangeError) return { offset: range.start, message: TOO_DEEP };
  throw error;
}

/** JSON is read as the YAML that it is; a person who wrote `{` meant JSON. */
function languageOf(text: string): "JSON" | "YAML" {
  return /^\uFEFF?\s*[{[]/.test(text) ? "JSON" : "YAML";
}

/** What is left open at the end of a document is shown at its last word, not on the next document's line. */
function lastWritten(text: string, { start, end }: TextRange): number {
  let at = end - 1;
  while (at > start && /\s/.test(text.charAt(at))) at -= 1;
  return Math.max(at, start);
}
