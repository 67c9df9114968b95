import type { Assessment } from "../assessment/assessment.ts";
import { assessmentReport } from "./assessment-report.ts";
import { plainLinks, type ReportLinks } from "./links.ts";
import { assessmentContext, type ReportOptions } from "./report-options.ts";
import { terminalBlock } from "./terminal-block.ts";

export interface TextOptions extends ReportOptions {
  /** Colours; pass true only where the output is a terminal. Default false. */
  readonly color?: boolean;
  readonly links?: ReportLinks;
}

/** An assessment for a terminal: the first screen of the comment, then every hop's steps, uncut. */
export function renderText(assessment: Assessment, options: TextOptions = {}): string {
  const context = assessmentContext(assessment, options.links ?? plainLinks(), { asks: "shell", ...options });
  const style = { color: options.color === true };
  const { head, body, foot } = assessmentReport(assessment, context);
  const blocks = [...head, ...body, ...foot].map((block) => terminalBlock(block, style));
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
