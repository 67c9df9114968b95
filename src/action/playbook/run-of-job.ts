import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { PlaybookRun, RunResult } from "../../playbook/playbook-run.ts";
import { LARGEST_REPORT, readRun } from "../../playbook/read-run.ts";
import { redactRun } from "../../report/playbook/redact-run.ts";
import type { CheckedReport } from "./checked-report.ts";

/**
 * The run that a job reported, without secrets. The file is a claim of a machine on which the playbook's commands
 * ran: it is read as data, and is never better than what GitHub itself says of the job.
 */
export function runOfJob(report: CheckedReport, workspace: string): PlaybookRun {
  const { jobResult } = report;
  const text = textOf(resolve(workspace, report.file));
  if (text === undefined) return unreported(report, REASONS[jobResult] ?? `The job ended as ${jobResult}.`);
  const run = readRun(text);
  if (run === undefined) return unreported(report, "The job left a report that is none.");
  if (run.result === "passed" && jobResult !== "success") {
    return unreported(report, `The report says passed, and the job ended as ${jobResult}.`);
  }
  return redactRun(run, []);
}

const REASONS: Readonly<Record<string, string>> = {
  cancelled: "The job was cancelled, or ran out of time, before the playbook could report.",
  failure: "The job failed before the playbook could report: its log says why.",
  skipped: "The job was not run.",
  success: "The job left no report.",
};

function textOf(path: string): string | undefined {
  try {
    const file = openSync(path, "r");
    try {
      const status = fstatSync(file);
      if (!status.isFile() || status.size > LARGEST_REPORT) return "";
      return readFileSync(file, "utf8");
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function unreported({ playbook, jobResult }: CheckedReport, reason: string): PlaybookRun {
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
