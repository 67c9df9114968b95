import { type Block, type Details, type ReportDocument, say } from "./document.ts";
import {
  MARKDOWN_DETAILS_CLOSE,
  markdownBlock,
  markdownDetailsOpen,
  markdownItem,
  markdownRow,
  markdownTableHead,
  markdownTask,
} from "./markdown-block.ts";
import { markdownPhrase } from "./markdown-phrase.ts";
import type { Room } from "./room.ts";
import { grouped, nameList, shorten } from "./shorten.ts";

const GAP = "\n\n";
/** Kept free for the sentence about missing blocks: three names of 60 characters, escaped, and an address. */
const LEFT_OUT_ROOM = 2_400;

/**
 * A report as Markdown that never exceeds the room: what does not fit is left out between rows, items or
 * blocks, never inside one, and each gap says how much is missing and where it is. The last lines always
 * stay.
 */
export function fitMarkdown(document: ReportDocument, room: Room): string {
  const foot = document.foot.map(markdownBlock);
  const limit = room.limit - room.measure(foot.join(GAP)) - GAP.length;
  const { parts } = fitBlocks([...document.head, ...document.body], { ...room, limit });
  return [...parts, ...foot].join(GAP);
}

interface Fitted {
  readonly parts: readonly string[];
  /** How many of the blocks are there, whole or in part. */
  readonly count: number;
}

/** As many of the blocks as fit, in order; a block that is too long gives as many of its parts as fit. */
function fitBlocks(blocks: readonly Block[], room: Room): Fitted {
  const parts: string[] = [];
  const missing: Block[] = [];
  const limit = room.limit - LEFT_OUT_ROOM;
  let left = limit;
  for (const block of blocks) {
    const share = block.kind === "details" && block.share !== undefined ? block.share * limit : left;
    const part = fitBlock(block, { ...room, limit: Math.min(left, share) - GAP.length });
    if (part === undefined) {
      missing.push(block);
      continue;
    }
    parts.push(part);
    left -= room.measure(part) + GAP.length;
  }
  const count = parts.length;
  return { parts: missing.length === 0 ? parts : [...parts, leftOutBlocks(missing, room)], count };
}

function fitBlock(block: Block, room: Room): string | undefined {
  const whole = wholeBlock(block, room);
  if (whole !== undefined) return whole;
  if (block.kind === "details") return fitDetails(block, room);
  const lines = linesOf(block);
  return lines === undefined ? undefined : fitLines(lines, room);
}

/** The block if it fits as it is; of one that is much too long no more is written than the room holds. */
function wholeBlock(block: Block, room: Room): string | undefined {
  if (block.kind === "details") return wholeDetails(block, room);
  const lines = linesOf(block);
  if (lines !== undefined) {
    const { shown, isWhole } = linesWithin(lines, room);
    return isWhole ? [...lines.head, ...shown].join("\n") : undefined;
  }
  const text = markdownBlock(block);
  return room.measure(text) <= room.limit ? text : undefined;
}

function wholeDetails({ summary, blocks }: Details, room: Room): string | undefined {
  const parts = [markdownDetailsOpen(summary)];
  let left = room.limit - room.measure(parts.join(GAP) + GAP + MARKDOWN_DETAILS_CLOSE);
  for (const block of blocks) {
    const part = wholeBlock(block, { ...room, limit: left - GAP.length });
    if (part === undefined) return undefined;
    left -= room.measure(part) + GAP.length;
    parts.push(part);
  }
  return left < 0 ? undefined : [...parts, MARKDOWN_DETAILS_CLOSE].join(GAP);
}

/** A block that may be cut between its lines; each is written only when it is asked for. */
interface Lines {
  readonly head: readonly string[];
  readonly count: number;
  readonly line: (index: number) => string;
}

function linesOf(block: Block): Lines | undefined {
  switch (block.kind) {
    case "list":
      return writtenBy(markdownItem, block.items);
    case "tasks":
      return writtenBy(markdownTask, block.items);
    case "table":
      return { ...writtenBy(markdownRow, block.rows), head: markdownTableHead(block.columns) };
    case "details":
    case "heading":
    case "paragraph":
    case "code":
      return undefined;
    default:
      return block satisfies never;
  }
}

function writtenBy<Item>(write: (item: Item) => string, items: readonly Item[]): Lines {
  return {
    head: [],
    count: items.length,
    line: (index) =>
      items
        .slice(index, index + 1)
        .map(write)
        .join(""),
  };
}

/** The first lines that the room holds beside the head, and whether that is all of them. */
function linesWithin(
  { head, count, line }: Lines,
  room: Room,
): { shown: readonly string[]; isWhole: boolean } {
  const shown: string[] = [];
  let left = room.limit - room.measure(head.join("\n"));
  while (shown.length < count) {
    const text = line(shown.length);
    left -= room.measure(text) + (shown.length + head.length === 0 ? 0 : 1);
    if (left < 0) break;
    shown.push(text);
  }
  return { shown, isWhole: shown.length === count };
}

function fitDetails(block: Details, room: Room): string | undefined {
  const open = markdownDetailsOpen(block.summary);
  const frame = room.measure(open + GAP + GAP + MARKDOWN_DETAILS_CLOSE);
  const { parts, count } = fitBlocks(block.blocks, { ...room, limit: room.limit - frame });
  return count < Math.min(block.blocks.length, 2)
    ? undefined
    : [open, ...parts, MARKDOWN_DETAILS_CLOSE].join(GAP);
}

/** Whole lines as long as they and the line about the rest fit; nothing where not even one does. */
function fitLines(lines: Lines, room: Room): string | undefined {
  const reserved = room.measure(GAP + leftOutLines(lines.count, room)) + 1;
  const { shown } = linesWithin(lines, { ...room, limit: room.limit - reserved });
  if (shown.length === 0) return undefined;
  return [...lines.head, ...shown].join("\n") + GAP + leftOutLines(lines.count - shown.length, room);
}

function leftOutLines(count: number, room: Room): string {
  return markdownPhrase(say`… and ${grouped(count)} more: ${room.elsewhere}`);
}

/** Names what is missing, as far as the room kept for it goes. */
function leftOutBlocks(missing: readonly Block[], room: Room): string {
  const names = missing.map((block) => (block.kind === "details" ? block.summary : "a part")).map(shortName);
  return markdownPhrase(
    say`Left out, the page would be too long: ${nameList(names, 3)}. See ${room.elsewhere}`,
  );
}

function shortName(name: string): string {
  return shorten(name, 60);
}
