import { RE2JS, RE2JSException } from "re2js";

/** What RE2 says against a pattern; undefined where it takes it. */
export function patternFlaw(pattern: string): string | undefined {
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
