import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { headAndTail } from "./excerpt.ts";

/** Characters of all outputs together: escaped eightfold they are still a text that the machine can hold. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/**
 * The run with shorter excerpts where thousands of steps wrote much: the longest are cut first, and each cut says how
 * much is missing. Any ordinary run stays as it is.
 */
export function boundedRun(run: PlaybookRun, most = MOST_CHARACTERS): PlaybookRun {
  const lengths = [...run.steps, ...run.teardown].map(({ outputExcerpt }) => outputExcerpt.length);
  const limit = fairLimit(lengths, most);
  if (limit === undefined) return run;
  const shorter = <Wrote extends { readonly outputExcerpt: string }>(one: Wrote): Wrote => ({
    ...one,
    outputExcerpt: headAndTail(one.outputExcerpt, limit),
  });
  return { ...run, steps: run.steps.map(shorter), teardown: run.teardown.map(shorter) };
}

/** The length to which the longer ones must be cut for all to fit; undefined where they do. */
function fairLimit(lengths: readonly number[], most: number): number | undefined {
  const ascending = lengths.toSorted((a, b) => a - b);
  let left = most;
  for (const [index, length] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - index));
    if (length > share) return share;
    left -= length;
  }
  return undefined;
}
