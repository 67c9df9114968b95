/** How many names a sentence carries before it only counts. */
const SHOWN = 6;

/** Names for a sentence: `cp-1, cp-2 and cp-3`; long lists end in `and 40 more`. */
export function nameList(names: readonly string[]): string {
  const unique = [...new Set(names)];
  if (unique.length > SHOWN) return `${unique.slice(0, SHOWN).join(", ")} and ${unique.length - SHOWN} more`;
  const last = unique.at(-1) ?? "";
  return unique.length < 2 ? last : `${unique.slice(0, -1).join(", ")} and ${last}`;
}

/** Names with what they do: `cp-1 runs Docker`, `cp-1 and cp-2 run Docker`. */
export function namesThat(names: readonly string[], one: string, several: string): string {
  return `${nameList(names)} ${new Set(names).size === 1 ? one : several}`;
}
