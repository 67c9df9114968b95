/** What a mapping in flow style names: `{apiVersion: apps/v1, kind: Deployment}`. */
export interface FlowWords {
  readonly apiVersion?: string;
  readonly kind?: string;
}

const WORD = /(?:^\{|,)\s*["']?(apiVersion|kind)["']?\s*:\s*["']?([^,}"'\s]+)/g;

/** Reads the words of a mapping that lies in one line; undefined where it names no apiVersion. */
export function flowWords(value: string): FlowWords | undefined {
  if (!value.startsWith("{") || !value.includes("apiVersion")) return undefined;
  const words: { apiVersion?: string; kind?: string } = {};
  for (const [, key, word = ""] of value.matchAll(WORD)) {
    if (key === "apiVersion") words.apiVersion = word;
    else words.kind = word;
  }
  return words.apiVersion === undefined ? undefined : words;
}
