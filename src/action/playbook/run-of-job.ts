import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { LARGEST_REPORT } from "../../playbook/read-run.ts";
import { runToldByJob } from "../../playbook/run-told-by-job.ts";
import { unreportedRun } from "../../playbook/unreported-run.ts";
import { redactRun } from "../../report/playbook/redact-run.ts";
import type { CheckedReport } from "./checked-report.ts";

/**
 * The run that a job reported, without secrets: read as data, and never better than what GitHub itself says of the
 * job.
 */
export function runOfJob(report: CheckedReport, workspace: string): PlaybookRun {
  const told = runToldByJob(textOf(resolve(workspace, report.file)), { result: report.jobResult });
  return "schemaVersion" in told ? redactRun(told, []) : unreportedRun({ ...report, reason: told.reason });
}

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
