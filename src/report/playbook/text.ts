import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { type TerminalStyle, terminalBlock } from "../terminal-block.ts";
import type { PlaybookReportOptions } from "./report-options.ts";
import { runDocument } from "./run-document.ts";

/** A run for a terminal: the comment's first screen, and of the outputs those of the steps that failed. */
export function runText(run: PlaybookRun, options: PlaybookReportOptions, style: TerminalStyle): string {
  const { head, body, foot } = runDocument(run, options, { failed: 12_000, other: 0, others: 0 });
  const blocks = [...head, ...body, ...foot].map((block) => terminalBlock(block, style));
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
