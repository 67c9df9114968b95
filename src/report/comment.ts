import type { Assessment } from "../assessment/assessment.ts";
import type { Plan } from "../plan/plan.ts";
import { assessmentReport } from "./assessment-report.ts";
import { fitMarkdown } from "./fit-markdown.ts";
import { elsewhere } from "./footer.ts";
import type { ReportLinks } from "./links.ts";
import { plainLinks } from "./links.ts";
import { planReport } from "./plan-report.ts";
import { type ReportOptions, reportContext } from "./report-options.ts";
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
  const context = reportContext(links, options);
  const marker = options.marker === undefined ? "" : `${options.marker}\n`;
  const room = {
    limit: COMMENT_CHARACTERS - marker.length,
    measure: inCharacters,
    elsewhere: elsewhere(context),
  };
  return marker + fitMarkdown(assessmentReport(assessment, context), room);
}

/** How {@link renderMarkdown} writes a plan; links default to none for files. */
export interface MarkdownOptions extends ReportOptions {
  readonly links?: ReportLinks;
  /** Most characters of the text; default a GitHub comment's. */
  readonly limit?: number;
}

/** A plan as Markdown: the plan part of a comment, within the same limit. Pure; throws nothing. */
export function renderMarkdown(plan: Plan, options: MarkdownOptions = {}): string {
  const context = reportContext(options.links ?? plainLinks(), options);
  const room = {
    limit: options.limit ?? COMMENT_CHARACTERS,
    measure: inCharacters,
    elsewhere: elsewhere(context),
  };
  return fitMarkdown(planReport(plan, context), room);
}
