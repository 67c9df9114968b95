import { createHash } from "node:crypto";
import { PAGE_STYLE } from "./html-page-style.ts";
import { type Html, html } from "./html-text.ts";

/** One self-contained page: it loads nothing, and its own policy forbids it to. */
export interface HtmlPage {
  readonly title: string;
  readonly main: Html;
  /** What the page also does where scripts may run. */
  readonly script?: string;
}

/** The page's text. Only its own style and script run. */
export function htmlPage({ title, main, script }: HtmlPage): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ html: PAGE_STYLE }}</style>
</head>
<body>
<main>
${main}
</main>
${script === undefined ? [] : html`<script>${{ html: script }}</script>\n`}</body>
</html>
`.html;
}

function contentPolicy(script: string | undefined): string {
  const scripts = script === undefined ? "" : ` script-src ${hashSource(script)};`;
  return `default-src 'none'; style-src ${hashSource(PAGE_STYLE)};${scripts} base-uri 'none'; form-action 'none'`;
}

function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
