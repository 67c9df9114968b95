import type { ApiFacts } from "./api-facts.ts";

/** How a note begins where nothing but the apiVersion changes; a `but` behind it takes that back. */
const SAME_SHAPE = /^same (?:shape|field names)\b(?!.*\bbut\b)/;

/** True where an object of this API becomes one of its successor by its apiVersion alone, as its notes say. */
export function hasSameShape({ migrationNotes: [first = ""] }: Pick<ApiFacts, "migrationNotes">): boolean {
  return SAME_SHAPE.test(first);
}
