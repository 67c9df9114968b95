import type { TextRange } from "../../source/text-range.ts";

/** A word, a string or a sign of Jsonnet; comments and blanks are none. */
export interface JsonnetToken extends TextRange {
  readonly kind: "word" | "string" | "sign";
  /** The word or sign, or the string without its quotes. */
  readonly text: string;
}

/** What is not closed reaches to the end, so that no text is looked through twice. */
const TOKEN = new RegExp(
  [
    /\s+|#.*|\/\/.*|\/\*(?:[\s\S]*?\*\/|[\s\S]*)/,
    /(?<word>\w+)/,
    /\|\|\|(?<block>-?[ \t]*\n(?:[\s\S]*?\n[ \t]*\|\|\||[\s\S]*))/,
    /@'(?<verbatim>(?:[^']|'')*)(?:'|$)|@"(?<verbatim2>(?:[^"]|"")*)(?:"|$)/,
    /'(?<single>(?:[^'\\]|\\[\s\S])*)(?:'|$)|"(?<double>(?:[^"\\]|\\[\s\S])*)(?:"|$)/,
    /(?<sign>\+?:{1,3}|[\s\S])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gy",
);

/** Takes a Jsonnet program apart. */
export function* jsonnetTokens(text: string): Generator<JsonnetToken> {
  let end = 0;
  while (end < text.length) {
    TOKEN.lastIndex = end;
    const match = TOKEN.exec(text);
    if (match === null) return;
    const { word, block, verbatim, verbatim2, single, double, sign } = match.groups ?? {};
    const string = block ?? verbatim ?? verbatim2 ?? single ?? double;
    const start = end;
    end += match[0].length;
    if (word !== undefined) yield { kind: "word", text: word, start, end };
    else if (string !== undefined) yield { kind: "string", text: string, start, end };
    else if (sign !== undefined) yield { kind: "sign", text: sign, start, end };
  }
}
