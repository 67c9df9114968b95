import { type Event, parseEvents, YAMLException } from "js-yaml";
import { type ContinuationLines, continuationLines } from "./continuation-lines.ts";

/**
 * The parser's events of a text. YAML 1.2 wants each line inside brackets, braces or quotes to be indented more
 * than the block around it; what Kubernetes' tools read with (libyaml's rules) does not, and people write a
 * closing bracket below its key. Such lines are indented for the parser, and offsets are those of the text. A tab
 * inside brackets or braces, which those tools take for a blank, becomes one.
 *
 * @throws YAMLException where the text is not valid all the same
 */
export function parseLessIndented(text: string, maxDepth: number): readonly Event[] {
  try {
    return parseEvents(text, { maxDepth });
  } catch (error) {
    if (!isDeficient(error)) throw error;
    return parseIndented(text, maxDepth) ?? raise(error);
  }
}

/** Undefined where indenting did not help. */
function parseIndented(text: string, maxDepth: number): readonly Event[] | undefined {
  const { indented, original } = indent(text, continuationLines(text));
  try {
    return parseEvents(indented, { maxDepth }).map((event) => moved(event, original));
  } catch (error) {
    if (!(error instanceof YAMLException) || isDeficient(error) || error.mark === undefined) return undefined;
    throw new YAMLException(error.reason, { ...error.mark, position: original(error.mark.position) });
  }
}

function isDeficient(error: unknown): boolean {
  return error instanceof YAMLException && error.reason === "deficient indentation";
}

function raise(error: unknown): never {
  throw error;
}

/** Puts blanks before lines, and tells where an offset of the result stood before. */
function indent(
  written: string,
  { starts, width, tabs }: ContinuationLines,
): { readonly indented: string; readonly original: (offset: number) => number } {
  const text = withBlanks(written, tabs);
  const parts = [0, ...starts].map((start, index) => text.slice(start, starts[index]));
  return {
    indented: parts.join(" ".repeat(width)),
    original: (offset) => {
      const before = countBefore(starts, (start, index) => start + index * width < offset);
      return Math.max(starts[before - 1] ?? 0, offset - before * width);
    },
  };
}

function withBlanks(text: string, tabs: readonly number[]): string {
  return [-1, ...tabs].map((tab, index) => text.slice(tab + 1, tabs[index])).join(" ");
}

/** How many of the lines, with their blanks, begin before an offset of the indented text. */
function countBefore(starts: readonly number[], isBefore: (start: number, index: number) => boolean): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(starts[middle] ?? 0, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function moved(event: Event, original: (offset: number) => number): Event {
  const offsets = Object.entries(event).filter(([name]) => OFFSETS.has(name));
  const known = offsets.filter(([, offset]) => typeof offset === "number" && offset >= 0);
  return { ...event, ...Object.fromEntries(known.map(([name, offset]) => [name, original(offset)])) };
}

const OFFSETS: ReadonlySet<string> = new Set([
  "start",
  "valueStart",
  "valueEnd",
  "anchorStart",
  "anchorEnd",
  "tagStart",
  "tagEnd",
]);
