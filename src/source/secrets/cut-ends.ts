import { CUT_LINE } from "./cut-line.ts";
import { stars } from "./ranges.ts";

/** A shorter beginning of a secret tells nothing, and is found in ordinary words. */
const SHORTEST_PART = 6;

/** Takes out the beginnings and ends of known secrets through which an excerpt was cut. */
export function withoutCutEnds(known: readonly string[]): (text: string) => string {
  const long = known.filter(({ length }) => length > SHORTEST_PART);
  return (text) => {
    if (long.length === 0) return text;
    const parts = text.split(CUT);
    return parts.map((part, index) => cleanedPart(part, index, { parts, long })).join("");
  };
}

/** The cuts with their line ends; `split` keeps them, at every odd place. */
const CUT = new RegExp(`(\\n?${CUT_LINE.source}\\n?)`);

function cleanedPart(
  part: string,
  index: number,
  { parts, long }: { readonly parts: readonly string[]; readonly long: readonly string[] },
): string {
  if (index % 2 === 1) return part;
  const started = index === 0 ? part : withoutStart(part, long);
  return index === parts.length - 1 ? started : withoutEnd(started, long);
}

function withoutEnd(text: string, known: readonly string[]): string {
  const longest = Math.max(0, ...known.map((secret) => overlap(secret, (part) => text.endsWith(part), 0)));
  return longest === 0 ? text : text.slice(0, -longest) + stars(longest);
}

function withoutStart(text: string, known: readonly string[]): string {
  const longest = Math.max(0, ...known.map((secret) => overlap(secret, (part) => text.startsWith(part), 1)));
  return longest === 0 ? text : stars(longest) + text.slice(longest);
}

/** Length of the longest beginning (`from` 0) or end (`from` 1) of a secret that stands there. */
function overlap(secret: string, stands: (part: string) => boolean, from: 0 | 1): number {
  for (let length = secret.length - 1; length >= SHORTEST_PART; length -= 1) {
    if (stands(from === 0 ? secret.slice(0, length) : secret.slice(-length))) return length;
  }
  return 0;
}
