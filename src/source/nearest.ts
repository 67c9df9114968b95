/**
 * The one of `known` that was probably meant by `word`: at most `distance` (default 2) letters away by
 * insertions, deletions and replacements, upper and lower case alike. Undefined where nothing is near.
 */
export function nearest(word: string, known: readonly string[], distance = 2): string | undefined {
  if (word.length > 64) return undefined;
  const lower = word.toLowerCase();
  const measured = known
    .filter((candidate) => Math.abs(candidate.length - word.length) <= distance)
    .map((candidate) => ({ candidate, letters: lettersBetween(lower, candidate.toLowerCase()) }))
    .filter(({ letters, candidate }) => letters <= distance && letters < candidate.length);
  return measured.toSorted((left, right) => left.letters - right.letters)[0]?.candidate;
}

/** The Levenshtein distance. */
function lettersBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let line = 1; line <= left.length; line++) {
    const next = [line];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (left[line - 1] === right[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
