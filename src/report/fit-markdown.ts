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
  const whole = markdownBlock(block);
  if (room.measure(whole) <= room.limit) return whole;
  switch (block.kind) {
    case "details":
      return fitDetails(block, room);
    case "list":
      return fitLines([], block.items.map(markdownItem), room);
    case "tasks":
      return fitLines([], block.items.map(markdownTask), room);
    case "table":
      return fitLines(markdownTableHead(block.columns), block.rows.map(markdownRow), room);
    case "heading":
    case "paragraph":
    case "code":
      return undefined;
    default:
      return block satisfies never;
  }
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
function fitLines(head: readonly string[], lines: readonly string[], room: Room): string | undefined {
  const reserved = room.measure(head.join("\n")) + room.measure(GAP + leftOutLines(lines.length, room)) + 1;
  let left = room.limit - reserved;
  let fitting = 0;
  for (const line of lines) {
    left -= room.measure(line) + 1;
    if (left < 0) break;
    fitting += 1;
  }
  if (fitting === 0) return undefined;
  const shown = [...head, ...lines.slice(0, fitting)].join("\n");
  return shown + GAP + leftOutLines(lines.length - fitting, room);
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
