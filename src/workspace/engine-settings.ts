import { setFlagsFromString } from "node:v8";

/** What V8 is told once so many bytes were read. */
const SETTINGS = [
  /**
   * A scan calls hundreds of functions a few thousand times and ends. The highest tier takes a third of the CPU for
   * them and makes nothing faster; it is left to what is called much more often.
   */
  { after: 256 * 1024, flag: "--invocation-count-for-turbofan=50000" },
  /** What tens of thousands of files leave behind is collected when it is a fifth of what is kept, not as much. */
  { after: 64 * 1024 * 1024, flag: "--heap-growing-percent=20" },
];
let read = 0;

/** Counts bytes that this run reads, and sets V8 to what so many of them call for. */
export function countRead(bytes: number): void {
  const before = read;
  read += bytes;
  for (const { after, flag } of SETTINGS) if (before <= after && read > after) setFlagsFromString(flag);
}
