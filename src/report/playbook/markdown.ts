import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { fitMarkdown } from "../fit-markdown.ts";
import { COMMENT_CHARACTERS, inBytes, inCharacters } from "../room.ts";
import { type PlaybookReportOptions, whereAllIs } from "./report-options.ts";
import { runDocument } from "./run-document.ts";

/** GitHub's limit of a step's summary is 1 MiB; some room is left for what the step itself writes. */
const SUMMARY_BYTES = 1_000_000;

/** A run as a comment: at most 65,535 characters whatever was run; its first line is the verdict. */
export function runComment(run: PlaybookRun, options: PlaybookReportOptions): string {
  const marker = options.marker === undefined ? "" : `${options.marker}\n`;
  const document = runDocument(run, options, { failed: 24_000, other: 1_000, others: 50_000 });
  const limit = COMMENT_CHARACTERS - marker.length - 1;
  return `${marker}${fitMarkdown(document, { limit, measure: inCharacters, elsewhere: whereAllIs(options) })}\n`;
}

/** A run as a job summary: the comment with far more room. */
export function runSummary(run: PlaybookRun, options: PlaybookReportOptions): string {
  const document = runDocument(run, options, { failed: 400_000, other: 20_000, others: 300_000 });
  const room = { limit: SUMMARY_BYTES, measure: inBytes, elsewhere: whereAllIs(options) };
  return `${fitMarkdown(document, room)}\n`;
}
