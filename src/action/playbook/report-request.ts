import type { InputText } from "./playbook-request.ts";

/** Which run `playbook-report` is about, as the inputs say. */
export interface ReportRequest {
  /** Of `report.json`, relative to the workspace. */
  readonly file: string;
  readonly pullRequest: string;
  readonly headSha: string;
  /** Ours, by which the comment that waits for this run is known. */
  readonly runId: string;
  /** What GitHub says of the job that ran the playbook: success, failure, cancelled or skipped; `in_progress` before. */
  readonly jobResult: string;
  readonly requireRecommended: boolean;
}

/** Reads the inputs of `playbook-report`; what is wrong with them is told when they are used. */
export function readReportRequest(text: InputText): ReportRequest {
  return {
    file: text("report"),
    pullRequest: text("pull-request"),
    headSha: text("head-sha"),
    runId: text("run-id"),
    jobResult: text("job-result"),
    requireRecommended: text("require-recommended") === "true",
  };
}
