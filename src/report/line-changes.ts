/** Neighbouring lines of a text that become others; 1-based, `last` is before `first` where lines only come in. */
export interface LineChange {
  readonly first: number;
  readonly last: number;
  /** What belongs there, with its line ends. */
  readonly text: string;
}

/**
 * The lines in which two texts differ, in their order. Takes a time that grows with the texts and not with how many
 * changes there are; where a change is small it is found as small as it is.
 */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const [old, mended] = [linesOf(before), linesOf(after)];
  const changes: LineChange[] = [];
  let [at, now] = [0, 0];
  while (at < old.length || now < mended.length) {
    if (old[at] === mended[now]) {
      at += 1;
      now += 1;
      continue;
    }
    const [gone, come] = nextMeeting(old.slice(at, at + FAR), mended.slice(now, now + FAR)) ?? [
      old.length - at,
      mended.length - now,
    ];
    changes.push({ first: at + 1, last: at + gone, text: mended.slice(now, now + come).join("") });
    at += gone;
    now += come;
  }
  return changes;
}

/** How many lines a change may have; what is longer goes on to the end of the text. */
const FAR = 500;

/** How many lines of both are to be left out until they are equal again, as few as can be. */
function nextMeeting(
  old: readonly string[],
  mended: readonly string[],
): readonly [number, number] | undefined {
  for (let sum = 1; sum <= old.length + mended.length; sum += 1) {
    for (let gone = Math.min(sum, old.length); gone >= Math.max(0, sum - mended.length); gone -= 1) {
      const come = sum - gone;
      if (old[gone] === mended[come] && (old[gone] !== undefined || isEnd(old, mended))) return [gone, come];
    }
  }
  return undefined;
}

/** Both texts end within what is looked at. */
function isEnd(old: readonly string[], mended: readonly string[]): boolean {
  return old.length < FAR && mended.length < FAR;
}

/** The text with some of its changes made. */
export function withChanges(before: string, changes: readonly LineChange[]): string {
  const lines = linesOf(before);
  const parts: string[] = [];
  let done = 0;
  for (const { first, last, text } of changes) {
    parts.push(...lines.slice(done, first - 1), text);
    done = last;
  }
  return [...parts, ...lines.slice(done)].join("");
}

/** Each line with its end. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
