import { createHash } from "node:crypto";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { htmlBlock } from "../html-block.ts";
import { PAGE_STYLE } from "../html-page-style.ts";
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
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ html: PAGE_STYLE }}</style>
</head>
<body>
<main>
<header class="${tone}"><h1>${runSign(run)} ${title}</h1>${head.slice(1).map(htmlBlock)}</header>
${body.map(htmlBlock)}
<footer>${foot.map(htmlBlock)}</footer>
</main>
</body>
</html>
`.html;
}

function contentPolicy(): string {
  const style = createHash("sha256").update(PAGE_STYLE).digest("base64");
  return `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`;
}
