import type { PlaybookRun } from "./playbook-run.ts";
import { readRun } from "./read-run.ts";

/** What GitHub itself says of a job that is over. */
export interface EndedJob {
  /** GitHub's word: `success`, `failure`, `cancelled`, `skipped`, `timed_out`, …; of a run without jobs the run's. */
  readonly result: string;
  /** The job's step that failed, where GitHub told its steps. */
  readonly failedStep?: string | undefined;
}

/**
 * What a job of GitHub Actions says of a run, or why nothing can be believed. The report is a claim of a machine on
 * which the playbook's commands ran: it is never better than what GitHub itself says of the job.
 *
 * @param report text of its `report.json`; undefined where it left none, empty where that cannot be read
 */
export function runToldByJob(
  report: string | undefined,
  job: EndedJob,
): PlaybookRun | { readonly reason: string } {
  if (report === undefined) return { reason: withoutReport(job) };
  const run = readRun(report);
  if (run === undefined) return { reason: "The job left a report that is none." };
  if (run.result === "passed" && job.result !== "success") {
    return { reason: `The report says passed, and the job ended as ${job.result}.` };
  }
  return run;
}

function withoutReport({ result, failedStep }: EndedJob): string {
  if (result === "failure" && failedStep !== undefined) {
    return `The job failed in its step "${failedStep}", before the playbook could report: its log says why.`;
  }
  return REASONS.get(result) ?? `The job ended as ${result}.`;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["cancelled", "The job was cancelled, or ran out of time, before the playbook could report."],
  ["failure", "The job failed before the playbook could report: its log says why."],
  ["skipped", "The job was not run."],
  ["success", "The job left no report."],
  ["timed_out", "The job ran out of time before the playbook could report."],
  [
    "startup_failure",
    "GitHub could not start the workflow: the page of its run says what is wrong with the file, or which permission it lacks.",
  ],
  ["action_required", "The workflow waits for an approval on the page of its run."],
  ["stale", "GitHub gave the workflow up: it did not end in time."],
]);
