import type { Plan } from "../plan/plan.ts";
import { fitMarkdown } from "./fit-markdown.ts";
import { elsewhere } from "./footer.ts";
import { plainLinks, type ReportLinks } from "./links.ts";
import { planReport } from "./plan-report.ts";
import { type ReportOptions, reportContext } from "./report-options.ts";
import { COMMENT_CHARACTERS, inCharacters } from "./room.ts";

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
    elsewhere: elsewhere(context, plan.to),
  };
  return fitMarkdown(planReport(plan, context), room);
}
