import { code, link, type Phrase, say } from "../document.ts";
import type { ReportLinks } from "../links.ts";

/** What the caller knows about a run besides its model. */
export interface PlaybookReportOptions {
  /** The playbook as it is named on the command line; where it is missing no command is shown. */
  readonly file?: string;
  /** Where runbook pages are; default those of this release. */
  readonly links?: ReportLinks;
  /** Hidden first line by which the caller finds its comment again; an HTML comment. */
  readonly marker?: string;
  /** Where all outputs are when a page has no room for them: "the artifact kubehop-playbook of this run". */
  readonly elsewhere?: { readonly text: string; readonly url?: string };
}

/** Where the reader finds what a page had no room for. */
export function whereAllIs({ elsewhere }: PlaybookReportOptions): Phrase {
  if (elsewhere !== undefined) return [link(elsewhere.text, elsewhere.url)];
  return say`${code("report.html")} and ${code("report.json")}`;
}
