import { visibleBlock, visibleLine } from "./visible.ts";

/** What would begin a list, a rule or an underlined heading at the start of a line. */
const BLOCK_START = /^(\s*(?:\d+(?=[.)]))?)([-+=]|(?<=\d)[.)])(?=[-+=\s]|$)/;

/** Breaks what GitHub turns into links by itself; a reader does not see it. */
const ZERO_WIDTH = "\u200b";

/**
 * A text from outside as inline Markdown that stays text wherever it stands in a line, in table cells too:
 * no emphasis, link, HTML, entity, mention, issue reference, e-mail address or bare URL. Several blanks
 * become one, as a browser would show them anyway.
 */
export function markdownText(text: string): string {
  const escaped = inertReferences(visibleLine(text).replaceAll(/ {2,}/g, " "))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_[\]~$^]/g, "\\$&")
    .replaceAll("|", "&#124;");
  return escaped.replace(BLOCK_START, "$1\\$2");
}

/** Where a phrase stands: a pipe ends a table cell, even in code. */
export type MarkdownSpot = "line" | "cell";

/** A text from outside as a code span; in a table cell, one that holds a pipe is written as text. */
export function markdownCode(text: string, spot: MarkdownSpot = "cell"): string {
  const line = brokenComment(visibleLine(text));
  if (line.trim() === "" || (spot === "cell" && line.includes("|"))) return markdownText(line);
  const ticks = "`".repeat(longestRun(line, "`") + 1);
  const padding = /^[` ]|[` ]$/.test(line) ? " " : "";
  return `${ticks}${padding}${line}${padding}${ticks}`;
}

/** A text from outside as a fenced block whose fence is longer than any inside. */
export function markdownFence(text: string, language: string): string {
  const block = brokenComment(visibleBlock(text));
  const ticks = "`".repeat(Math.max(3, longestRun(block, "`") + 1, longestRun(block, "~") + 1));
  return `${ticks}${language}\n${block}\n${ticks}`;
}

/** A text from outside inside an HTML element of a Markdown page (`<summary>`), on the element's own line. */
export function markdownHtmlText(text: string): string {
  return inertReferences(visibleLine(text))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** An address as a link's destination: only http(s), nothing that could end the destination. */
export function markdownUrl(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url)) return undefined;
  return url
    .toWellFormed()
    .replaceAll(/[^\w\-.~:/?#@!$&'*+,;=%]/gu, (character) => percentEncoded(character))
    .replaceAll("'", "%27")
    .replaceAll("&", "&amp;");
}

/** `@name`, `#12`, `GH-12`, `:smile:` and addresses: GitHub reads them after Markdown, so escapes do not help. */
function inertReferences(text: string): string {
  return text
    .replaceAll(/[@#]/g, `$&${ZERO_WIDTH}`)
    .replaceAll(/\bgh-(?=\d)/gi, `$&${ZERO_WIDTH}`)
    .replaceAll(/:(?=[\w+-]+:)/g, `$&${ZERO_WIDTH}`)
    .replaceAll(/:(?=\/)/g, `$&${ZERO_WIDTH}`)
    .replaceAll(/www(?=\.)/gi, `$&${ZERO_WIDTH}`)
    .replaceAll(/\b(?:mailto|xmpp)(?=:)/gi, `$&${ZERO_WIDTH}`);
}

/** Our own hidden markers are HTML comments: a copy of one must not be found in a comment. */
function brokenComment(text: string): string {
  return text.replaceAll("<!--", `<${ZERO_WIDTH}!--`);
}

function percentEncoded(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const unit of text) {
    run = unit === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
