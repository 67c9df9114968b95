import { setFlagsFromString } from "node:v8";

/** What V8 is told once so many bytes were read; a small run never gets there and loads no `node:v8`. */
const SETTINGS = [
  /**
   * A scan calls hundreds of functions a few thousand times and ends. Its highest tier takes a third of the CPU for
   * them and makes nothing faster; it is left to what is called much more often.
   */
  { after: 256 * 1024, flag: "--invocation-count-for-turbofan=50000" },
  /**
   * V8 gives what dies young more room as more of it stays alive, which saves collections. But of a large input a
   * run keeps what it reads and plans until it ends: more room takes 100 MB then and saves nothing.
   */
  { after: 4 * 1024 * 1024, flag: "--semi-space-growth-factor=1" },
];
let read = 0;

/** Counts bytes that this run reads, and sets V8 to what so many of them call for. */
export function countRead(bytes: number): void {
  const before = read;
  read += bytes;
  for (const { after, flag } of SETTINGS) if (before <= after && read > after) setFlagsFromString(flag);
}
