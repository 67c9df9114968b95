import { RE2JS, RE2JSException } from "re2js";

/** A capture inside a text; `offset` is that of its first character. */
export interface Capture {
  readonly text: string;
  readonly offset: number;
}

/**
 * What is wrong with a pattern of `versionFrom`, in the words of what was expected; undefined where it is
 * fine. Patterns come from pull requests, so they run on RE2, whose time grows with the text only: no
 * pattern can make the process hang, which no check of a backtracking expression could promise.
 */
export function patternFlaw(pattern: string): string | undefined {
  try {
    const groups = RE2JS.compile(pattern, RE2JS.MULTILINE).groupCount();
    return groups === 1
      ? undefined
      : `a regular expression with exactly one group, and this one has ${groups}`;
  } catch (error) {
    if (error instanceof RE2JSException) {
      return `a regular expression in RE2 syntax, without look-around and back-references (${error.message})`;
    }
    throw error;
  }
}

/**
 * Every place where the group of `pattern` matched in `text`, in order, at most `most` of them.
 *
 * @param pattern one in which {@link patternFlaw} found nothing
 */
export function captures(pattern: string, text: string, most: number): readonly Capture[] {
  const matcher = RE2JS.compile(pattern, RE2JS.MULTILINE).matcher(text);
  const found: Capture[] = [];
  while (found.length < most && matcher.find()) {
    const capture = matcher.group(1);
    if (capture !== null) found.push({ text: capture, offset: matcher.start(1) });
  }
  return found;
}
