import { type Block, type Details, type Phrase, type ReportDocument, say } from "./document.ts";
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
import { grouped } from "./shorten.ts";

const GAP = "\n\n";

/**
 * A report as Markdown that never exceeds the room: what does not fit is left out between rows, items or
 * blocks, never inside one, and each gap says how much is missing and where it is. The last lines always
 * stay.
 */
export function fitMarkdown(document: ReportDocument, room: Room): string {
  const foot = document.foot.map(markdownBlock);
  const reserved = room.measure(foot.join(GAP)) + room.measure(leftOutBlocks(9_999, room)) + 2 * GAP.length;
  const fitted = fitBlocks([...document.head, ...document.body], { ...room, limit: room.limit - reserved });
  return [...fitted, ...foot].join(GAP);
}

/** As many of the blocks as fit, in order; a block that is too long gives as many of its parts as fit. */
function fitBlocks(blocks: readonly Block[], room: Room): readonly string[] {
  const parts: string[] = [];
  let left = room.limit;
  let missing = 0;
  for (const block of blocks) {
    const share = block.kind === "details" && block.share !== undefined ? block.share * room.limit : left;
    const part = fitBlock(block, { ...room, limit: Math.min(left, share) - GAP.length });
    if (part === undefined) {
      missing += 1;
      continue;
    }
    parts.push(part);
    left -= room.measure(part) + GAP.length;
  }
  return missing === 0 ? parts : [...parts, leftOutBlocks(missing, room)];
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
  const reserved = frame + room.measure(leftOutBlocks(9_999, room)) + GAP.length;
  const inner = fitBlocks(block.blocks, { ...room, limit: room.limit - reserved });
  return inner.length === 0 || room.limit < reserved
    ? undefined
    : [open, ...inner, MARKDOWN_DETAILS_CLOSE].join(GAP);
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

function leftOutBlocks(count: number, room: Room): string {
  const parts: Phrase = count === 1 ? ["One part is"] : say`${grouped(count)} parts are`;
  return markdownPhrase(say`${parts} left out here, the page would be too long: ${room.elsewhere}`);
}
