import { type LocatedText, readText } from "../../source/documents.ts";
import type { TextRange } from "../../source/text-range.ts";
import { actionOf } from "./action.ts";
import { readTokens } from "./tokens.ts";

/** Whether a document is YAML but for what the actions of a template write into it. */
export function isYamlWithoutActions(source: LocatedText): boolean {
  return readText({ ...source, text: withoutActions(source) }).unread.length === 0;
}

/**
 * The text with a word of the same length in the place of each output, and blanks for other actions. An output that
 * has its line for itself writes lines, not a word.
 */
export function withoutActions({ path, text }: LocatedText): string {
  let filled = "";
  readTokens(path, text, (token) => {
    if (token.kind !== "action") return;
    const { start, end } = token;
    const isWord = actionOf(token.mark, token.inner).does === "write" && !isAlone(text, token);
    // Words differ, so that keys that are written do not seem to be repeated.
    const word = isWord ? `x${start.toString(36)}`.padEnd(end - start, "x").slice(0, end - start) : "";
    filled += text.slice(filled.length, start) + word.padEnd(end - start);
  });
  return filled + text.slice(filled.length);
}

function isAlone(text: string, { start, end }: TextRange): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const around = text.slice(lineStart, start) + text.slice(end, lineEnd === -1 ? undefined : lineEnd);
  return around.trim() === "";
}
