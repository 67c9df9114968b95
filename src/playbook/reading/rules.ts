import type { Draft } from "../finding.ts";
import { PATH_LEVELS, type PathLevel } from "../playbook.ts";
import { HIDING_CHARACTERS } from "../playbook-schema.ts";
import { draftAt, unusableCharacter } from "./draft-at.ts";
import { durationMilliseconds, LONGEST_TIMEOUT_MILLISECONDS } from "./durations.ts";
import { inputFindings } from "./input-rules.ts";
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
    ...list("prerequisites", "tools").flatMap(repeatedPaths),
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
        draftAt(
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

function repeatedPaths(tool: PlaybookValue): readonly Draft[] {
  const paths = tool.get("required_for_paths");
  const seen = new Set<unknown>();
  for (const { node } of paths?.items() ?? []) {
    if (node.kind !== "scalar") continue;
    if (paths !== undefined && seen.has(node.value)) {
      return [
        draftAt(paths, "duplicate-item", `The path ${node.written.slice(0, 60)} stands in this list twice.`),
      ];
    }
    seen.add(node.value);
  }
  return [];
}

function minimumAbove(playbook: PlaybookValue): readonly Draft[] {
  const [minimum, recommended] = [playbook.get("minimum_path"), playbook.get("recommended_path")];
  const [least, best] = [levelOf(minimum), levelOf(recommended)];
  if (minimum === undefined || least === undefined || best === undefined || least <= best) return [];
  const message = `The minimum path ${least} is above the recommended path ${best}.`;
  return [draftAt(minimum, "minimum-above-recommended", message)];
}

function levelOf(value: PlaybookValue | undefined): PathLevel | undefined {
  return PATH_LEVELS.find((level) => level === value?.number());
}

function fileFindings(file: PlaybookValue): readonly Draft[] {
  const path = file.get("path");
  return path?.text()?.includes("\0") ? [unusableCharacter(path)] : [];
}

function variantFindings(variant: PlaybookValue): readonly Draft[] {
  const commands = ["commands", "teardown"].flatMap((key) => variant.get(key)?.items() ?? []);
  const hidden = commands.filter((command) => hides(command.text() ?? ""));
  return [...hidden.map(unusableCharacter), ...timeoutFindings(variant.get("timeout"))];
}

/** Half a surrogate pair has no bytes that a shell could be given. */
function hides(command: string): boolean {
  return HIDING_CHARACTERS.test(command) || !command.isWellFormed();
}

function timeoutFindings(timeout: PlaybookValue | undefined): readonly Draft[] {
  const milliseconds = durationMilliseconds(timeout?.text() ?? "");
  if (timeout === undefined || milliseconds === undefined || milliseconds <= LONGEST_TIMEOUT_MILLISECONDS)
    return [];
  return [draftAt(timeout, "timeout-too-long", `${shownText(timeout.text() ?? "")} is longer than 168h.`)];
}
