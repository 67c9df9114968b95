/** What stands where a secret stood. */
const REDACTED = "***";

/** A part of a text, and what stands there instead. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly stead: string;
}

/** The text with its parts replaced; of parts that overlap the first counts. */
export function replaced(text: string, parts: readonly Replacement[]): string {
  const kept: string[] = [];
  let at = 0;
  for (const { from, to, stead } of parts.toSorted((one, other) => one.from - other.from)) {
    if (from < at) continue;
    kept.push(text.slice(at, from), stead);
    at = to;
  }
  return [...kept, text.slice(at)].join("");
}

/** What stands for a secret of so many characters: a text never grows by it. */
export function stars(length: number): string {
  return REDACTED.slice(0, Math.max(0, length));
}
