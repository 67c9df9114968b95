import type { Draft, FindingCode } from "../finding.ts";
import { PATH_LEVELS, type PathLevel } from "../playbook.ts";
import { HIDING_CHARACTERS } from "../playbook-schema.ts";
import { durationMilliseconds, LONGEST_TIMEOUT_MILLISECONDS } from "./durations.ts";
import { matchesPattern, patternFlaw } from "./input-pattern.ts";
import type { PlaybookValue } from "./playbook-value.ts";
import { shownText } from "./shown-text.ts";

/** The rules that a schema cannot say, of documents that the schema refuses too. */
export function ruleFindings(root: PlaybookValue): readonly Draft[] {
  const playbook = root.get("playbook");
  if (playbook === undefined) return [];
  const list = (...keys: readonly string[]) => playbook.at(keys)?.items() ?? [];
  const variants = list("steps").flatMap((step) => step.get("variants")?.entries() ?? []);
  return [
    ...repeatedNames(list("steps"), "step"),
    ...repeatedNames(list("inputs"), "input"),
    ...repeatedNames(list("prerequisites", "tools"), "tool"),
    ...minimumAbove(playbook),
    ...list("inputs").flatMap(inputFindings),
    ...list("prerequisites", "files").flatMap(fileFindings),
    ...variants.flatMap(([, variant]) => variantFindings(variant)),
  ];
}

/** The second of two equal names is the one to change. */
function repeatedNames(items: readonly PlaybookValue[], kind: string): readonly Draft[] {
  const seen = new Set<string>();
  const found: Draft[] = [];
  for (const item of items) {
    const name = item.get("name");
    const text = name?.text();
    if (name === undefined || text === undefined) continue;
    if (seen.has(text)) {
      found.push(
        draft(
          name,
          "duplicate-name",
          `Another ${kind} is called ${shownText(text)} too: choose another name.`,
        ),
      );
    }
    seen.add(text);
  }
  return found;
}

function minimumAbove(playbook: PlaybookValue): readonly Draft[] {
  const [minimum, recommended] = [playbook.get("minimum_path"), playbook.get("recommended_path")];
  const [least, best] = [levelOf(minimum), levelOf(recommended)];
  if (minimum === undefined || least === undefined || best === undefined || least <= best) return [];
  const message = `The minimum path ${least} is above the recommended path ${best}.`;
  return [draft(minimum, "minimum-above-recommended", message)];
}

function levelOf(value: PlaybookValue | undefined): PathLevel | undefined {
  return PATH_LEVELS.find((level) => level === value?.number());
}

function inputFindings(input: PlaybookValue): readonly Draft[] {
  const [pattern, fallback] = [input.get("pattern"), input.get("default")];
  const [source, value] = [pattern?.text(), fallback?.text()];
  if (fallback !== undefined && value?.includes("\0")) return [hiding(fallback)];
  if (pattern === undefined || source === undefined) return [];
  const flaw = patternFlaw(source);
  if (flaw !== undefined) {
    const message = `${shownText(source)} is no regular expression of RE2, which has no look-around and no back-references: ${flaw}.`;
    return [draft(pattern, "invalid-pattern", message)];
  }
  if (fallback === undefined || value === undefined || matchesPattern(source, value)) return [];
  const message = `The default ${shownText(value)} does not match the pattern ${shownText(source)} as a whole.`;
  return [draft(fallback, "default-not-matching", message)];
}

function fileFindings(file: PlaybookValue): readonly Draft[] {
  const path = file.get("path");
  return path?.text()?.includes("\0") ? [hiding(path)] : [];
}

function variantFindings(variant: PlaybookValue): readonly Draft[] {
  const commands = ["commands", "teardown"].flatMap((key) => variant.get(key)?.items() ?? []);
  const hidden = commands.filter((command) => hides(command.text() ?? ""));
  return [...hidden.map(hiding), ...timeoutFindings(variant.get("timeout"))];
}

/** Half a surrogate pair has no bytes that a shell could be given. */
function hides(command: string): boolean {
  return HIDING_CHARACTERS.test(command) || !command.isWellFormed();
}

function timeoutFindings(timeout: PlaybookValue | undefined): readonly Draft[] {
  const milliseconds = durationMilliseconds(timeout?.text() ?? "");
  if (timeout === undefined || milliseconds === undefined || milliseconds <= LONGEST_TIMEOUT_MILLISECONDS)
    return [];
  return [draft(timeout, "timeout-too-long", `${shownText(timeout.text() ?? "")} is longer than 168h.`)];
}

function hiding(value: PlaybookValue): Draft {
  const message = `${shownText(value.text() ?? "")} holds a character that hides what it says or cannot be handed on: remove it.`;
  return draft(value, "invalid-character", message);
}

function draft(value: PlaybookValue, code: FindingCode, message: string): Draft {
  return { code, pointer: value.pointer, offset: value.offset, message };
}
