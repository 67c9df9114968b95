import type { LocatedText } from "../../source/documents.ts";
import { readText } from "../../source/documents.ts";
import { actionOf } from "./action.ts";
import { readTokens } from "./tokens.ts";

/** Whether a document is YAML but for what the actions of a template write into it. */
export function isYamlWithoutActions(source: LocatedText): boolean {
  return readText({ ...source, text: withoutActions(source) }).unread.length === 0;
}

/** The text with a word in the place of each output, of the same length, and blanks for other actions. */
function withoutActions({ path, text }: LocatedText): string {
  let filled = "";
  readTokens(path, text, (token) => {
    if (token.kind !== "action") return;
    const length = token.end - token.start;
    const isOutput = actionOf(token.mark, token.inner).does === "write";
    // Words differ, so that keys that are written do not seem to be repeated.
    const word = `x${token.start.toString(36)}`.padEnd(length, "x").slice(0, length);
    filled += text.slice(filled.length, token.start) + (isOutput ? word : " ".repeat(length));
  });
  return filled + text.slice(filled.length);
}
