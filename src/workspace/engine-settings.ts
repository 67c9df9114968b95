import { setFlagsFromString } from "node:v8";

/**
 * A scan calls hundreds of functions a few thousand times and ends. V8's highest tier takes a third of the CPU for them
 * and makes nothing faster; it is left to what is called much more often.
 */
const LOW_TIER = { afterBytes: 256 * 1024, flag: "--invocation-count-for-turbofan=50000" };
/** What V8 is told after so many files. */
const SETTINGS: ReadonlyMap<number, readonly string[]> = new Map([
  // A scan makes much that dies young; with four times the room that a short run has it is moved half as often.
  [20, ["--semi-space-growth-factor=4"]],
  // What thousands of files leave behind is collected when it is a fifth of what is kept, not several times as much. It
  // has to be said before the first large collection, which plans the next one. Until now the room grew enough.
  [500, ["--semi-space-growth-factor=1", "--heap-growing-percent=20"]],
]);
let bytes = 0;
let files = 0;

/** Counts what this run reads, a file at a time, and sets V8 to what so much of it calls for. */
export function countRead(size: number): void {
  const before = bytes;
  bytes += size;
  files += 1;
  if (before <= LOW_TIER.afterBytes && bytes > LOW_TIER.afterBytes) setFlagsFromString(LOW_TIER.flag);
  for (const flag of SETTINGS.get(files) ?? []) setFlagsFromString(flag);
}
