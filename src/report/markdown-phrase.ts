import type { Phrase, Span } from "./document.ts";
import { type MarkdownSpot, markdownCode, markdownText, markdownUrl } from "./markdown-text.ts";

/** A phrase as one line of Markdown. */
export function markdownPhrase(phrase: Phrase, spot: MarkdownSpot = "line"): string {
  return phrase
    .map((span) => markdownSpan(span, spot))
    .join("")
    .trim();
}

function markdownSpan(span: Span, spot: MarkdownSpot): string {
  if (typeof span === "string") return markdownText(span);
  switch (span.kind) {
    case "code":
      return markdownCode(span.text, spot);
    case "strong":
      return `**${markdownText(span.text.trim())}**`;
    case "link":
      return markdownLink(span.code ? markdownCode(span.label, spot) : markdownText(span.label), span.url);
    default:
      return span satisfies never;
  }
}

function markdownLink(label: string, url: string | undefined): string {
  const destination = url === undefined ? undefined : markdownUrl(url);
  return destination === undefined ? label : `[${label}](${destination})`;
}
