import type { Door } from "../../chatops/door.ts";
import { recordLine } from "../../chatops/playbooks/run-record.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { runComment } from "../../report/playbook/markdown.ts";
import type { PlaybookReportOptions } from "../../report/playbook/report-options.ts";
import type { CheckedReport } from "./checked-report.ts";
import type { WaitingComment } from "./waiting-comment.ts";

interface Occasion {
  readonly report: CheckedReport;
  readonly door: Door;
  readonly waiting: WaitingComment;
}

const NEWER = "Another run of this playbook was asked for meanwhile: the comment is left to it.";

/**
 * Writes the result into the comment that waits for it, or into a new one where none does. Gives a sentence where it
 * is left alone, because it belongs to another run by now.
 */
export async function finishComment(
  run: PlaybookRun,
  options: PlaybookReportOptions,
  { report, door, waiting }: Occasion,
): Promise<string | undefined> {
  const { pull, runId, attempt } = report;
  const { marker, isOurs, comment, record } = waiting;
  if (record !== undefined && record.run !== runId) return NEWER;
  const ended = { status: "ended", ...(attempt === 1 ? {} : { attempt }) } as const;
  const lines = record === undefined ? [marker] : [marker, recordLine({ ...record, ...ended })];
  const body = runComment(run, { ...options, marker: lines.join("\n") });
  if (comment === undefined) await door.gitHub.addComment(pull, body, isOurs);
  else await door.gitHub.editComment(comment.id, body);
  return undefined;
}
