import { stars } from "./ranges.ts";

/** Takes known secrets out of a text, in every way in which they may be written in it. A text never grows by it. */
export function withoutKnown(parts: readonly string[]): (text: string) => string {
  const spellings = [...new Set(parts.flatMap(spellingsOf))].toSorted((a, b) => b.length - a.length);
  const patterns = spellings.map((spelling) => (isShort(spelling) ? wholeWord(spelling) : spelling));
  return (text) => patterns.reduce<string>((rest, secret) => rest.replaceAll(secret, stead), text);
}

function stead(secret: string): string {
  return stars(secret.length);
}

/** Base64 of less is as short as ordinary words. */
const SHORTEST_BASE64 = 6;

/** So short a text may be part of an ordinary word. */
function isShort(spelling: string): boolean {
  return spelling.length < 8;
}

function wholeWord(spelling: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${escaped(spelling)}(?![A-Za-z0-9])`, "g");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** Plain, as base64 alone and inside a longer text, in an address, and in a string of JSON. */
function spellingsOf(secret: string): readonly string[] {
  const others = [encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)];
  return [secret, ...others, ...(secret.length < SHORTEST_BASE64 ? [] : base64Spellings(secret))];
}

/**
 * Base64 of three bytes is four characters, so that a text reads in one of three ways, by what stands before it
 * (`user:` in a Basic header). The characters at the edges, which hold bits of the neighbours, are left out.
 */
function base64Spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const isWhole = (before + bytes.length) % 3 === 0;
    const inner = text.slice([0, 2, 3][before], isWhole ? undefined : -1);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
