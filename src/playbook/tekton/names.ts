import { createHash } from "node:crypto";

/** Tekton takes 63 characters for the name of an object, Kubernetes as many for that of a task in a pipeline. */
const LONGEST_NAME = 63;
const DIGEST_LENGTH = 8;

/**
 * A name of at most 63 characters that no two texts share: a longer text is cut, and a part of its SHA-256 put
 * behind it.
 * @param text lower-case letters, digits and dashes
 */
export function shortName(text: string): string {
  if (text.length <= LONGEST_NAME) return text;
  const digest = createHash("sha256").update(text).digest("hex").slice(0, DIGEST_LENGTH);
  const beginning = text.slice(0, LONGEST_NAME - DIGEST_LENGTH - 1).replace(/-+$/, "");
  return `${beginning}-${digest}`;
}

/** The word itself, or the word with a number behind it where the name is taken. */
export function freeName(word: string, taken: ReadonlySet<string>): string {
  let name = word;
  for (let number = 2; taken.has(name); number += 1) name = `${word}-${number}`;
  return name;
}
