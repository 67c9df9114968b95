import { readFileSync } from "node:fs";

/** A clock tick of `/proc` in milliseconds: USER_HZ is 100 wherever Linux runs Node.js. */
const TICK = 10;
/** Between two looks, in milliseconds. */
const PAUSE = 2;

/**
 * Looks at a child of this process in `/proc` until it has ended, because Node.js tells of a child neither
 * CPU nor memory. This thread does nothing else meanwhile, so that Node.js cannot collect the ended child,
 * and its CPU can still be read: in milliseconds, with that of the children it has waited for. `peak` is its
 * resident memory in MB, as of the last look.
 */
export function watch(pid: number): { readonly cpu: number; readonly peak: number } {
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  let peak = 0;
  for (;;) {
    const { hasEnded, cpu } = statusOf(pid);
    if (hasEnded) return { cpu, peak };
    peak = Math.max(peak, peakOf(pid));
    Atomics.wait(asleep, 0, 0, PAUSE);
  }
}

/** Fields 3 and 14 to 17 of `/proc/PID/stat`; the second is a name in brackets that may hold blanks. */
function statusOf(pid: number): { readonly hasEnded: boolean; readonly cpu: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { hasEnded: fields[0] === "Z", cpu: ticks * TICK };
}

/** `VmHWM`; a process that has just ended has none any more. */
function peakOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "latin1");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}
