import { visibleBlock } from "./visible.ts";

/**
 * Text for an element or an attribute of XML 1.0: what XML cannot carry (control characters, lone surrogates,
 * noncharacters) is shown instead.
 */
export function xmlText(text: string): string {
  return visibleBlock(text)
    .replaceAll(/[\uFFFE\uFFFF]/g, nonCharacter)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** {@link xmlText} for an attribute, where a reader would make a blank of a line break or a tab. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}

function nonCharacter(mark: string): string {
  return `⟨U+${mark.charCodeAt(0).toString(16).toUpperCase()}⟩`;
}
