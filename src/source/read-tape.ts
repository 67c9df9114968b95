import { YAMLException } from "js-yaml";
import { readJson } from "./json-tape.ts";
import type { Tape } from "./tape.ts";
import { documentRanges, type TextRange } from "./text-range.ts";
import { type Flaw, TOO_DEEP, TreeError } from "./tree-error.ts";
import { type ReadingLimits, readBlocks } from "./yaml-blocks.ts";
import { readEvents, type YamlDocuments } from "./yaml-events.ts";

/** The documents of a text on one tape; `roots` are their indexes. */
export interface TapeReading {
  readonly tape: Tape;
  readonly roots: readonly number[];
  /** Documents that could not be read, and flaws of those that were. */
  readonly flaws: readonly Flaw[];
}

/** Containers inside each other; Kubernetes objects stay below 30, schemas in CRDs below 60. */
const MAX_DEPTH = 100;

/**
 * Reads all documents of a text onto an empty tape; a broken one costs only itself. Values under the key `passOver`
 * may be passed over, and what is wrong in them.
 */
export function readTape(tape: Tape, passOver?: string): TapeReading {
  const { text } = tape;
  const limits = { maxDepth: MAX_DEPTH, passOver };
  const whole = { start: 0, end: text.length };
  const json = guarded(tape, whole, () => readJson(tape, MAX_DEPTH));
  if (json !== undefined) return { tape, ...json };
  const ranges = documentRanges(text);
  const first = hasDirectives(text) ? readYaml(tape, whole, limits) : undefined;
  if (first !== undefined && (!first.isBroken || ranges.length === 1)) return { tape, ...first };
  const parts = ranges.map((range) => readYaml(tape, range, limits));
  return { tape, roots: parts.flatMap(({ roots }) => roots), flaws: parts.flatMap(({ flaws }) => flaws) };
}

/** Directives (%YAML) stand before the marker of their document: such streams are read in one piece first. */
function hasDirectives(text: string): boolean {
  for (let at = text.indexOf("%"); at !== -1; at = text.indexOf("%", at + 1)) {
    if (isFirstOfLine(text, at)) return true;
  }
  return false;
}

/** Whether nothing but blanks and the mark of a file's beginning stands before `at` in its line. */
function isFirstOfLine(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && " \t\uFEFF".includes(text.charAt(before))) before -= 1;
  return before < 0 || "\n\r\u2028\u2029".includes(text.charAt(before));
}

interface Part extends YamlDocuments {
  readonly isBroken?: boolean;
}

function readYaml(tape: Tape, whole: TextRange, limits: ReadingLimits): Part {
  const range = { start: behindByteOrderMark(tape.text, whole), end: whole.end };
  return readBlocks(tape, range, limits) ?? guarded(tape, range, () => readEvents(tape, range, MAX_DEPTH));
}

/** A document that was a file of its own (`cat a b`) may have a byte order mark behind its marker. */
const MARKED = /---[ \t]*\r?\n(?=\uFEFF)/y;

function behindByteOrderMark(text: string, { start }: TextRange): number {
  if (!text.includes("\uFEFF", start)) return start;
  MARKED.lastIndex = start;
  return MARKED.test(text) ? MARKED.lastIndex : start;
}

/** Runs a reader; what is wrong with the text becomes a flaw, and nothing of it stays on the tape. */
function guarded<Result extends Part | undefined>(
  tape: Tape,
  range: TextRange,
  read: () => Result,
): Result | Part {
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
