import type { PlaybookRun, RunResult } from "./playbook-run.ts";

/** A job that was to run a playbook and left no report that can be believed. */
export interface UnreportedJob {
  /** Name or file of the playbook. */
  readonly playbook: string;
  /** GitHub's word for how the job ended. */
  readonly jobResult: string;
  readonly reason: string;
}

/** The run of such a job: cancelled where GitHub says so, else one that could not run. Never a result of the change. */
export function unreportedRun({ playbook, jobResult, reason }: UnreportedJob): PlaybookRun {
  const result: RunResult = jobResult === "cancelled" ? "cancelled" : "error";
  return {
    schemaVersion: 1,
    playbook,
    result,
    reason,
    path: null,
    degraded: false,
    steps: [],
    notValidated: [],
    teardown: [],
    missing: { tools: [], files: [] },
    warnings: result === "cancelled" ? [reason] : [],
    artifacts: [],
  };
}
