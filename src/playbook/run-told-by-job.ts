import type { PlaybookRun } from "./playbook-run.ts";
import { readRun } from "./read-run.ts";

/**
 * What a job of GitHub Actions says of a run, or why nothing can be believed. The report is a claim of a machine on
 * which the playbook's commands ran: it is never better than what GitHub itself says of the job.
 *
 * @param report text of its `report.json`; undefined where it left none, empty where that cannot be read
 * @param jobResult GitHub's word: `success`, `failure`, `cancelled`, `skipped`, `timed_out`
 */
export function runToldByJob(
  report: string | undefined,
  jobResult: string,
): PlaybookRun | { readonly reason: string } {
  if (report === undefined) return { reason: REASONS[jobResult] ?? `The job ended as ${jobResult}.` };
  const run = readRun(report);
  if (run === undefined) return { reason: "The job left a report that is none." };
  if (run.result === "passed" && jobResult !== "success") {
    return { reason: `The report says passed, and the job ended as ${jobResult}.` };
  }
  return run;
}

const REASONS: Readonly<Record<string, string>> = {
  cancelled: "The job was cancelled, or ran out of time, before the playbook could report.",
  failure: "The job failed before the playbook could report: its log says why.",
  skipped: "The job was not run.",
  success: "The job left no report.",
};
