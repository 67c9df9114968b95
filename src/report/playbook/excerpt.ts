import type { Block } from "../document.ts";
import { markdownFence } from "../markdown-text.ts";
import { grouped } from "../shorten.ts";

/** What a command wrote as a block; blank output has none. */
export function outputBlocks(output: string, limit: number): readonly Block[] {
  if (output.trim() === "") return [];
  return [{ kind: "code", language: "text", text: shortExcerpt(output.replace(/\s+$/, ""), limit) }];
}

/**
 * Head and tail of an output whose fenced block has at most about `limit` characters: fences and marks that are
 * made visible grow with the output, so that what is kept shrinks until it fits.
 */
export function shortExcerpt(output: string, limit: number): string {
  for (let kept = limit; kept > 0; kept = Math.floor(kept / 2)) {
    const text = headAndTail(output, kept);
    if (text.length <= limit * 2 && markdownFence(text, "text").length <= limit + FRAME) return text;
  }
  return "";
}

/** Fences, and the line that says what is missing. */
const FRAME = 100;
/** Errors stand at the end: the tail gets most of the room. */
const HEAD = 0.3;

/** The beginning and the end of a long text, in whole lines where that leaves most of it. */
export function headAndTail(output: string, kept: number): string {
  if (output.length <= kept) return output;
  const head = wholeLines(output.slice(0, Math.floor(kept * HEAD)), "end");
  const tail = wholeLines(output.slice(output.length - Math.floor(kept * (1 - HEAD))), "start");
  const missing = output.length - head.length - tail.length;
  return [head, `[… ${grouped(missing)} characters left out …]`, tail]
    .filter((part) => part !== "")
    .join("\n");
}

/** Without a line that was cut, where that leaves most of the text. */
function wholeLines(text: string, cutAt: "start" | "end"): string {
  const at = cutAt === "start" ? text.indexOf("\n") : text.lastIndexOf("\n");
  const whole = cutAt === "start" ? text.slice(at + 1) : text.slice(0, Math.max(0, at));
  return at >= 0 && whole.length >= text.length / 2 ? whole : text;
}
