import type { Assessment } from "../assessment/assessment.ts";
import { assessmentReport } from "./assessment-report.ts";
import { fitMarkdown } from "./fit-markdown.ts";
import { elsewhereOf } from "./footer.ts";
import type { ReportLinks } from "./links.ts";
import { assessmentContext, type ReportOptions } from "./report-options.ts";
import { inBytes } from "./room.ts";

/** GitHub's limit of a step's summary is 1 MiB; some room is left for what the step itself writes. */
const SUMMARY_BYTES = 1_000_000;

/** An assessment as the job summary of an Actions run: the comment with far more room. */
export function renderJobSummary(
  assessment: Assessment,
  links: ReportLinks,
  options: ReportOptions = {},
): string {
  const context = assessmentContext(assessment, links, options);
  const room = { limit: SUMMARY_BYTES, measure: inBytes, elsewhere: elsewhereOf(assessment, context) };
  return `${fitMarkdown(assessmentReport(assessment, context), room)}\n`;
}
