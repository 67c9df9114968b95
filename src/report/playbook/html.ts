import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { htmlBlock } from "../html-block.ts";
import { htmlPage } from "../html-page.ts";
import { html } from "../html-text.ts";
import type { PlaybookReportOptions } from "./report-options.ts";
import { runDocument } from "./run-document.ts";
import { runHeadline, runSign } from "./run-words.ts";

const TONES = { passed: "good", failed: "bad", cancelled: "unsure", error: "unsure" } as const;
const WHOLE = Number.MAX_SAFE_INTEGER;

/** A run as one page that loads nothing and needs no script; outputs stand in it as the model has them. */
export function runHtml(run: PlaybookRun, options: PlaybookReportOptions): string {
  const { head, body, foot } = runDocument(run, options, { failed: WHOLE, other: WHOLE, others: WHOLE });
  const title = runHeadline(run);
  const tone = run.result === "passed" && runSign(run) !== "✅" ? "unsure" : TONES[run.result];
  const main = html`<header class="${tone}"><h1>${runSign(run)} ${title}</h1>${head.slice(1).map(htmlBlock)}</header>
${body.map(htmlBlock)}
<footer>${foot.map(htmlBlock)}</footer>`;
  return htmlPage({ title, main });
}
