import { RE2JS, RE2JSException } from "re2js";

/** In characters; nobody reads a longer one, and matching takes time that grows with it. */
const LONGEST_PATTERN = 1000;

/** What RE2 says against a pattern; undefined where it takes it. */
export function patternFlaw(pattern: string): string | undefined {
  if (pattern.length > LONGEST_PATTERN) return `it is longer than ${LONGEST_PATTERN} characters`;
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof RE2JSException) return error.message;
    throw error;
  }
}

/**
 * Whether the whole value matches a pattern. RE2 takes time that grows with the value only.
 *
 * @param pattern one in which {@link patternFlaw} found nothing
 */
export function matchesPattern(pattern: string, value: string): boolean {
  return RE2JS.compile(pattern).matches(value);
}
