import { type LocatedText, readText } from "../../source/documents.ts";
import type { TextRange } from "../../source/text-range.ts";
import { actionOf } from "./action.ts";
import { readTokens } from "./tokens.ts";

/** Whether a document is YAML but for what the actions of a template write into it. */
export function isYamlWithoutActions(source: LocatedText): boolean {
  return readText({ ...source, text: withoutActions(source) }).unread.length === 0;
}

/**
 * The text with a word of the same length in the place of each output, and blanks for other actions; its lines stay.
 * An output that has its line for itself writes lines, not a word.
 */
export function withoutActions({ path, text }: LocatedText): string {
  let filled = "";
  readTokens(path, text, (token) => {
    if (token.kind !== "action") return;
    const { start, end } = token;
    const isWord = actionOf(token.mark, token.inner).does === "write" && !isAlone(text, token);
    filled += text.slice(filled.length, start) + filling(text.slice(start, end), isWord ? start : undefined);
  });
  return filled + text.slice(filled.length);
}

/** Words differ, so that keys that are written do not seem to be repeated. */
function filling(action: string, wordAt: number | undefined): string {
  const [first = "", ...others] = action.split("\n");
  const word = wordAt === undefined ? "" : `x${wordAt.toString(36)}`.padEnd(first.length, "x");
  const blanks = others.map((line) => "\n".padEnd(line.length + 1)).join("");
  return word.slice(0, first.length).padEnd(first.length) + blanks;
}

function isAlone(text: string, { start, end }: TextRange): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const around = text.slice(lineStart, start) + text.slice(end, lineEnd === -1 ? undefined : lineEnd);
  return around.trim() === "";
}
