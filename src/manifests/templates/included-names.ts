import { detached } from "../../source/detached.ts";

/** The names that the actions of a text include, as often as they stand there; they keep nothing of the text alive. */
export function includedNames(text: string): readonly string[] {
  return Array.from(text.matchAll(INCLUDE), ([, name = ""]) => detached(name));
}

const INCLUDE = /\b(?:include|template)\s+["`]([^"`]+)/g;
