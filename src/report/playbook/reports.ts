import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { renderJson } from "../json.ts";
import { boundedRun } from "./bounded-run.ts";
import { runHtml } from "./html.ts";
import { runJunit } from "./junit.ts";
import { runComment, runSummary } from "./markdown.ts";
import type { PlaybookReportOptions } from "./report-options.ts";

/** A file of a run's reports; `name` is relative to the directory of the reports. */
export interface PlaybookReport {
  readonly name: "report.md" | "report.json" | "junit.xml" | "report.html" | "summary.md";
  readonly text: string;
}

/**
 * Every report of a run, whatever its result is. Pure: `whole` must come out of `redactRun`, because nothing is taken
 * out here.
 */
export function playbookReports(
  whole: PlaybookRun,
  options: PlaybookReportOptions = {},
): readonly PlaybookReport[] {
  const run = boundedRun(whole);
  return [
    { name: "report.md", text: runComment(run, options) },
    { name: "report.json", text: renderJson(run) },
    { name: "junit.xml", text: runJunit(run) },
    { name: "report.html", text: runHtml(run, options) },
    { name: "summary.md", text: runSummary(run, options) },
  ];
}
