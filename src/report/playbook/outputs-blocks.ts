import type { PlaybookRun, StepRun } from "../../playbook/playbook-run.ts";
import { type Block, type Phrase, say } from "../document.ts";
import { counted, shorten } from "../shorten.ts";
import { outputBlocks } from "./excerpt.ts";
import { statusSign, statusWord } from "./run-words.ts";

/** How much of the outputs a page shows, in characters. */
export interface OutputRoom {
  /** Of all steps that failed together. */
  readonly failed: number;
  /** Of each other step. */
  readonly other: number;
  /** Of all other steps together: no more is written than a page could hold; 0 where they are not wanted. */
  readonly others: number;
}

/** Characters around an output: its title, its fence. */
const FRAME = 120;

/** What the steps wrote that did not fail, one folded part each, as far as the room goes. */
export function outputsBlocks(
  { steps }: PlaybookRun,
  { other, others }: OutputRoom,
  elsewhere: Phrase,
): readonly Block[] {
  if (others === 0) return [];
  const wrote = steps.filter(({ status, outputExcerpt }) => !isFailed(status) && outputExcerpt.trim() !== "");
  let left = others;
  const shown = wrote.filter(({ outputExcerpt }) => {
    left -= Math.min(outputExcerpt.length, other) + FRAME;
    return left >= 0;
  });
  const rest = wrote.length - shown.length;
  const missing = say`There is no room for the outputs of ${counted(rest, "other step")}: ${elsewhere}`;
  const more: readonly Block[] = rest === 0 ? [] : [{ kind: "paragraph", text: missing }];
  return [...shown.map((step) => outputDetails(step, other)), ...more];
}

function isFailed(status: StepRun["status"]): boolean {
  return status === "failed" || status === "timed_out";
}

function outputDetails({ name, status, outputExcerpt }: StepRun, limit: number): Block {
  const summary = `${statusSign(status)} Output of ${shorten(name, 80)} (${statusWord(status)})`;
  return { kind: "details", summary, blocks: outputBlocks(outputExcerpt, limit) };
}
