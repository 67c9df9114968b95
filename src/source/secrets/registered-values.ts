import { isTellingValue, namesSecret } from "./secret-names.ts";

/**
 * The parts of values that were registered as secret (options, variables, inputs) which are looked for. A value of
 * one line counts as it is; of one with several lines each line counts, because a log shows it line by line. What
 * is as common as `true` or `kind: Secret` is left alone: it would blank half of every output.
 */
export function registeredParts(values: readonly string[]): readonly string[] {
  return [...new Set(values.flatMap(partsOf))];
}

/** Shorter values, and words of letters alone that are not much longer, stand in too many texts. */
const SHORTEST = 5;
const SHORTEST_WORD = 8;
const SHORTEST_LINE = 8;
const SHORTEST_WORD_OF_LINES = 16;
const PAIR = /^[\s>-]*["']?([\w.-]+)["']?\s*[:=]\s*["']?(.*?)["']?,?$/;

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
  const isCommon =
    value.length < SHORTEST || (/^(?:[a-z]+|[A-Z]+|\d+)$/.test(value) && value.length < SHORTEST_WORD);
  return isCommon ? [] : [value];
}

/** Of `key: value`, as in a kubeconfig or a file of variables, the value, where it tells something. */
function lineOfSeveral(line: string): readonly string[] {
  if (line.startsWith("-----")) return [];
  const [, key, value] = PAIR.exec(line) ?? [];
  if (key !== undefined && value !== undefined) {
    if (namesSecret(key)) return singleValue(value);
    return isTellingValue(value) ? [value] : [];
  }
  const isWord = /^\W*[A-Za-z]*\W*$/.test(line) && line.length < SHORTEST_WORD_OF_LINES;
  return isWord || line.length < SHORTEST_LINE ? [] : [line];
}
