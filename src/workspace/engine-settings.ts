import { setFlagsFromString } from "node:v8";

/**
 * A scan calls hundreds of functions a few thousand times and ends. V8's highest tier takes a third of the CPU for them
 * and makes nothing faster; it is left to what is called much more often.
 */
const LOW_TIER = { afterBytes: 256 * 1024, flag: "--invocation-count-for-turbofan=50000" };
/**
 * What thousands of files leave behind is collected when it is a fifth of what is kept, not several times as much. It
 * has to be said before the first large collection: the next one is planned then.
 */
const EARLY_COLLECTION = { afterFiles: 500, flag: "--heap-growing-percent=20" };
let bytes = 0;
let files = 0;

/** Counts what this run reads, a file at a time, and sets V8 to what so much of it calls for. */
export function countRead(size: number): void {
  const before = bytes;
  bytes += size;
  files += 1;
  if (before <= LOW_TIER.afterBytes && bytes > LOW_TIER.afterBytes) setFlagsFromString(LOW_TIER.flag);
  if (files === EARLY_COLLECTION.afterFiles) setFlagsFromString(EARLY_COLLECTION.flag);
}
