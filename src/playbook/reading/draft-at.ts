import type { Draft, FindingCode } from "../finding.ts";
import type { PlaybookValue } from "./playbook-value.ts";
import { shownText } from "./shown-text.ts";

/** A finding at a value. */
export function draftAt(value: PlaybookValue, code: FindingCode, message: string): Draft {
  return { code, pointer: value.pointer, offset: value.offset, message };
}

/** A text that holds NUL, or something that hides what it says. */
export function unusableCharacter(value: PlaybookValue): Draft {
  const message = `${shownText(value.text() ?? "")} holds a character that hides what it says or cannot be handed on: remove it.`;
  return draftAt(value, "invalid-character", message);
}
