import type { Assessment } from "../assessment/assessment.ts";
import { assessmentReport } from "./assessment-report.ts";
import { fitMarkdown } from "./fit-markdown.ts";
import { elsewhereOf } from "./footer.ts";
import type { ReportLinks } from "./links.ts";
import { assessmentContext, type ReportOptions } from "./report-options.ts";
import { COMMENT_CHARACTERS, inCharacters } from "./room.ts";

/**
 * An assessment as the Markdown of a pull request comment: below 65,536 characters for any cluster, and
 * nothing in it that a file says becomes a mention, a link or markup. `options.marker` comes first, as it is.
 */
export function renderComment(
  assessment: Assessment,
  links: ReportLinks,
  options: ReportOptions = {},
): string {
  const context = assessmentContext(assessment, links, options);
  const marker = options.marker === undefined ? "" : `${options.marker}\n`;
  const room = {
    limit: COMMENT_CHARACTERS - marker.length,
    measure: inCharacters,
    elsewhere: elsewhereOf(assessment, context),
  };
  return marker + fitMarkdown(assessmentReport(assessment, context), room);
}
