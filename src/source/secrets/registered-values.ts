import { isTellingValue, namesSecret } from "./secret-names.ts";

/**
 * The parts of values that were registered as secret (options, variables, inputs) which are looked for. A value of
 * one line counts as it is; of one with several lines each line counts, because a log shows it line by line. What
 * is as common as `true` or `kind: Secret` is left alone: it would blank half of every output.
 */
export function registeredParts(values: readonly string[]): readonly string[] {
  return [...new Set(values.flatMap(partsOf))];
}

/** Shorter values, and words and numbers that are hardly longer, stand in too many texts. */
const SHORTEST = 5;
const SHORTEST_WORD = 6;
const COMMON_WORDS = new Set(
  "default secret password passwd example kubernetes cluster service localhost staging production development disabled enabled required optional unknown passed failed".split(
    " ",
  ),
);

function partsOf(value: string): readonly string[] {
  const lines = value
    .split(/\r?\n|\\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const [only, ...others] = lines;
  if (only === undefined) return [];
  return others.length === 0 ? singleValue(only) : lines.flatMap(lineOfSeveral);
}

function singleValue(value: string): readonly string[] {
  const isPlain = /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+|\d+)$/.test(value);
  const isCommon = isPlain && (value.length < SHORTEST_WORD || COMMON_WORDS.has(value.toLowerCase()));
  return value.length < SHORTEST || isCommon ? [] : [value];
}

const SHORTEST_LINE = 8;
const SHORTEST_WORD_OF_LINES = 16;
const PAIR = /^[\s>-]*["']?([\w.-]+)["']?(\s*[:=]\s*)["']?(.*?)["']?,?$/;

/** Of `key: value`, as in a kubeconfig or a file of variables, the value, where it tells something. */
function lineOfSeveral(line: string): readonly string[] {
  if (line.startsWith("-----")) return [];
  const [, key, between = "", value = ""] = PAIR.exec(line) ?? [];
  if (key === undefined || value.includes(" ")) return wholeLine(line);
  if (namesSecret(key)) return singleValue(value);
  const own = isTellingValue(value) || isMixed(value) ? [value] : [];
  // `key: value` of YAML stands in every output; `user:password` and `KEY=value` in few.
  return between.includes(" ") ? own : [...wholeLine(line), ...own];
}

function wholeLine(line: string): readonly string[] {
  const isWord = /^\W*[A-Za-z]*\W*$/.test(line) && line.length < SHORTEST_WORD_OF_LINES;
  return isWord || line.length < SHORTEST_LINE ? [] : [line];
}

/** Of three kinds of characters, as passwords are; an address is none. */
function isMixed(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w./:@-]/].filter((kind) => kind.test(value)).length;
  return value.length >= SHORTEST_LINE && kinds >= 3 && !value.includes("://");
}
