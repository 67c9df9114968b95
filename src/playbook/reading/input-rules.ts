import type { Draft } from "../finding.ts";
import { draftAt, unusableCharacter } from "./draft-at.ts";
import { matchesPattern, patternFlaw } from "./input-pattern.ts";
import type { PlaybookValue } from "./playbook-value.ts";
import { shownText } from "./shown-text.ts";

/** Linux takes variables of 128 KiB, with their names (MAX_ARG_STRLEN of execve(2)). */
const LONGEST_VARIABLE = 128 * 1024 - 64;

/** What is wrong with an input's default and pattern, each by itself, else with the two together. */
export function inputFindings(input: PlaybookValue): readonly Draft[] {
  const [pattern, fallback] = [input.get("pattern"), input.get("default")];
  const flaws = [...unusablePattern(pattern), ...unusableDefault(fallback)];
  return flaws.length > 0 ? flaws : mismatch(pattern, fallback);
}

function unusablePattern(pattern: PlaybookValue | undefined): readonly Draft[] {
  const source = pattern?.text();
  const flaw = source === undefined ? undefined : patternFlaw(source);
  if (pattern === undefined || source === undefined || flaw === undefined) return [];
  const message = `${shownText(source)} is no regular expression of RE2, which has no look-around and no back-references: ${flaw}.`;
  return [draftAt(pattern, "invalid-pattern", message)];
}

function unusableDefault(fallback: PlaybookValue | undefined): readonly Draft[] {
  const value = fallback?.text();
  if (fallback === undefined || value === undefined) return [];
  if (value.includes("\0")) return [unusableCharacter(fallback)];
  if (value.length <= LONGEST_VARIABLE) return [];
  const message = `The default is longer than the ${LONGEST_VARIABLE} characters that a variable of a process can hold.`;
  return [draftAt(fallback, "wrong-value", message)];
}

function mismatch(pattern: PlaybookValue | undefined, fallback: PlaybookValue | undefined): readonly Draft[] {
  const [source, value] = [pattern?.text(), fallback?.text()];
  if (source === undefined || value === undefined || fallback === undefined) return [];
  if (matchesPattern(source, value)) return [];
  const message = `The default ${shownText(value)} does not match the pattern ${shownText(source)} as a whole.`;
  return [draftAt(fallback, "default-not-matching", message)];
}
