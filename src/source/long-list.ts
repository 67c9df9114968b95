import type { Event } from "js-yaml";
import { EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, parseEvents } from "js-yaml";
import type { EventSegment } from "./event-feed.ts";
import type { TextRange } from "./text-range.ts";

/** The parts of a document whose top-level `items:` is a block list, as `kubectl get … -o yaml` writes it. */
export interface LongList {
  readonly header: TextRange;
  readonly items: readonly TextRange[];
  readonly trailer: TextRange;
}

/** The document was cut at lines that did not divide it as its indentation suggested. */
export class NotAList extends Error {}

/** Finds the items of a long list by their indentation; undefined where the text has no such list. */
export function findLongList(text: string, { start, end }: TextRange): LongList | undefined {
  const opening = /^items:[ \t]*\r?\n(?= *- )/gm;
  opening.lastIndex = start;
  if (opening.exec(text) === null || opening.lastIndex >= end) return undefined;
  const first = opening.lastIndex;
  const mark = `${" ".repeat(text.indexOf("-", first) - first)}- `;
  const starts: number[] = [];
  let at = first;
  while (at < end && !isTopLevelKey(text, at)) {
    if (text.startsWith(mark, at)) starts.push(at);
    at = nextLine(text, at, end);
  }
  const bounds = [...starts, at];
  return {
    header: { start, end: first },
    items: starts.map((itemStart, index) => ({ start: itemStart, end: bounds[index + 1] ?? at })),
    trailer: { start: at, end },
  };
}

/**
 * The events of the whole document, parsed item by item, so that only one item's events exist at a time.
 *
 * @throws NotAList where an item is no list item of its own, YAMLException where one is not valid
 */
export function* longListSegments(text: string, list: LongList, maxDepth: number): Generator<EventSegment> {
  const parse = ({ start, end }: TextRange) => parseEvents(text.slice(start, end), { maxDepth });
  const header = parse(list.header);
  const [value, ...closing] = header.slice(-3).map(({ type }) => type);
  if (value !== EVENT_SCALAR || closing.some((type) => type !== EVENT_POP)) throw new NotAList();
  yield { events: header.slice(0, -3), shift: list.header.start };
  yield { events: [{ ...LIST, start: 0 }], shift: list.header.end };
  for (const item of list.items) {
    yield { events: inside(parse(item), EVENT_SEQUENCE), shift: item.start };
  }
  yield { events: [POP], shift: list.trailer.start };
  const trailer = parse(list.trailer);
  if (trailer.length > 0 && trailer[1]?.type !== EVENT_POP) {
    yield { events: inside(trailer, EVENT_MAPPING), shift: list.trailer.start };
  }
  yield { events: [POP, POP], shift: list.trailer.end };
}

const POP: Event = { type: EVENT_POP };
const LIST = {
  type: EVENT_SEQUENCE,
  anchorStart: -1,
  anchorEnd: -1,
  tagStart: -1,
  tagEnd: -1,
  style: 1,
} as const;

/** What lies in the one container of a part's one document. */
function inside(events: readonly Event[], container: Event["type"]): readonly Event[] {
  const [document, outer] = events;
  const isOne = document?.type === EVENT_DOCUMENT && outer?.type === container && isClosedAtEnd(events);
  if (!isOne) throw new NotAList();
  return events.slice(2, -2);
}

/** Whether the container that opens second is closed by the last but one event, so that nothing follows it. */
function isClosedAtEnd(events: readonly Event[]): boolean {
  let depth = 0;
  for (let at = 0; at < events.length; at += 1) {
    const type = events[at]?.type;
    if (type === EVENT_POP) depth -= 1;
    else if (type === EVENT_DOCUMENT || type === EVENT_MAPPING || type === EVENT_SEQUENCE) depth += 1;
    if (depth < 2 && at > 0 && at < events.length - 2) return false;
  }
  return depth === 0;
}

/** A line that begins with something else than blanks, a comment or a list item ends the list. */
function isTopLevelKey(text: string, at: number): boolean {
  return !/[\s#-]/.test(text.charAt(at));
}

function nextLine(text: string, at: number, end: number): number {
  const feed = text.indexOf("\n", at);
  return feed === -1 || feed >= end ? end : feed + 1;
}
