import { setFlagsFromString } from "node:v8";

/** What a repository of ordinary size holds altogether, in bytes. */
const ORDINARY = 4 * 1024 * 1024;
let read = 0;

/**
 * Counts bytes that this run reads. V8 gives what dies young more room as more of it stays alive, which saves
 * collections; but of a large input a run keeps what it reads and plans until it ends, and then more room takes
 * 100 MB and saves nothing.
 */
export function countRead(bytes: number): void {
  const wasOrdinary = read <= ORDINARY;
  read += bytes;
  if (wasOrdinary && read > ORDINARY) setFlagsFromString("--semi-space-growth-factor=1");
}
