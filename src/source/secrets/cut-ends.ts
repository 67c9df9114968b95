import { CUT_LINE } from "./cut-line.ts";
import { stars } from "./ranges.ts";

/** A shorter beginning of a secret tells nothing, and is found in ordinary words. */
const SHORTEST_PART = 6;

/** Takes out the beginnings and ends of known secrets through which an excerpt was cut. */
export function withoutCutEnds(known: readonly string[]): (text: string) => string {
  const long = known.filter(({ length }) => length > SHORTEST_PART);
  return (text) => {
    const found = CUT_LINE.exec(text);
    if (found === null || long.length === 0) return text;
    const end = found.index + found[0].length;
    const headEnd = text[found.index - 1] === "\n" ? found.index - 1 : found.index;
    const tailStart = text[end] === "\n" ? end + 1 : end;
    const cut = text.slice(headEnd, tailStart);
    return withoutEnd(text.slice(0, headEnd), long) + cut + withoutStart(text.slice(tailStart), long);
  };
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
