import type { Assessment } from "../assessment/assessment.ts";
import { assessmentReport, headline } from "./assessment-report.ts";
import { type CheckAnnotation, checkAnnotations } from "./check-annotations.ts";
import { fitMarkdown } from "./fit-markdown.ts";
import { elsewhereOf } from "./footer.ts";
import type { ReportLinks } from "./links.ts";
import { assessmentContext, type ReportOptions } from "./report-options.ts";
import { CHECK_BYTES, inBytes } from "./room.ts";
import { shorten } from "./shorten.ts";
import { visibleLine } from "./visible.ts";

/** What a check run says, within GitHub's limits; the caller sends the annotations 50 at a time. */
export interface CheckRunReport {
  readonly conclusion: Assessment["conclusion"];
  /** The headline, at most 255 characters. */
  readonly title: string;
  /** The first screen as Markdown, at most 65,535 bytes. */
  readonly summary: string;
  /** Everything else as Markdown, at most 65,535 bytes; missing where there is nothing else. */
  readonly text?: string;
  readonly annotations: readonly CheckAnnotation[];
}

const TITLE = 255;

/** An assessment as the output of a check run: title, summary, details and annotations on lines. */
export function renderCheckRun(
  assessment: Assessment,
  links: ReportLinks,
  options: ReportOptions = {},
): CheckRunReport {
  const context = assessmentContext(assessment, links, options);
  const { head, body, foot } = assessmentReport(assessment, context);
  const room = { limit: CHECK_BYTES, measure: inBytes, elsewhere: elsewhereOf(assessment, context) };
  const text = fitMarkdown({ head: [], body, foot: [] }, room);
  return {
    conclusion: assessment.conclusion,
    title: shorten(visibleLine(headline(assessment, context)), TITLE),
    summary: fitMarkdown({ head, body: [], foot }, room),
    ...(text === "" ? {} : { text }),
    annotations: checkAnnotations(assessment, links),
  };
}
