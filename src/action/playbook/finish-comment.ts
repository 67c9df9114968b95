import type { Door } from "../../chatops/door.ts";
import { isSame, markerOf } from "../../chatops/marker.ts";
import { recordLine, recordOf } from "../../chatops/playbooks/run-record.ts";
import type { CommentAuthor, IssueComment } from "../../github/comments.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { runComment } from "../../report/playbook/markdown.ts";
import type { PlaybookReportOptions } from "../../report/playbook/report-options.ts";
import type { CheckedReport } from "./checked-report.ts";

interface Occasion {
  readonly report: CheckedReport;
  readonly door: Door;
  /** Who wrote the comment that waits for this run, where it was not this token. */
  readonly writtenAs: string | undefined;
}

const NEWER = "Another run of this playbook was asked for meanwhile: the comment is left to it.";

/**
 * Writes the result into the comment that waits for it, or into a new one where none does. Gives a sentence where it
 * is left alone, because it belongs to another run by now.
 */
export async function finishComment(
  run: PlaybookRun,
  options: PlaybookReportOptions,
  { report, door, writtenAs }: Occasion,
): Promise<string | undefined> {
  const { pull, playbook, runId } = report;
  const marker = markerOf({ command: "playbook-run", playbook });
  const self = await door.self();
  const authors: readonly CommentAuthor[] = [
    self,
    ...(writtenAs === undefined ? [] : [{ login: writtenAs }]),
  ];
  const isOurs = ({ author, body }: IssueComment) =>
    authors.some((one) => isSame(author, one)) && body.startsWith(`${marker}\n`);
  const waiting = (await door.gitHub.comments(pull)).find(isOurs);
  const record = waiting === undefined ? undefined : recordOf(waiting.body);
  if (record !== undefined && record.run !== runId) return NEWER;
  const lines = record === undefined ? [marker] : [marker, recordLine({ ...record, status: "ended" })];
  const body = runComment(run, { ...options, marker: lines.join("\n") });
  if (waiting === undefined) await door.gitHub.addComment(pull, body, isOurs);
  else await door.gitHub.editComment(waiting.id, body);
  return undefined;
}
