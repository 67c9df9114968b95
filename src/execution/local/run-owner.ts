import { processEntry } from "./process-table.ts";

/**
 * Who looks after a run, as the name of its note: `PID-STARTED-ID`. The first two name one process for ever, so
 * that a process which got the number of a dead one is not taken for it.
 */
export interface RunOwner {
  readonly process: number;
  readonly started: string;
  /** Of the run, whoever looks after it. */
  readonly id: string;
}

/** A run of this process: a new one, or one that it takes over. */
export function ownRun(id: string = randomId()): RunOwner {
  return { process: process.pid, started: processEntry("self")?.started ?? "0", id };
}

/** The global one: every call of Kubehop reads this file, and `node:crypto` takes its time to load. */
function randomId(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString("hex");
}

export function nameOf({ process, started, id }: RunOwner): string {
  return `${process}-${started}-${id}`;
}

/** Undefined for a name that is none of a run. */
export function ownerOf(name: string): RunOwner | undefined {
  const [, id, started = "", run = ""] = /^(\d{1,10})-(\d+)-([0-9a-f]{16})$/.exec(name) ?? [];
  return id === undefined ? undefined : { process: Number(id), started, id: run };
}

/** Whether the process is still there. Where the system does not tell when it began, its number alone counts. */
export function isAlive({ process: id, started }: RunOwner): boolean {
  if (started !== "0") {
    const entry = processEntry(id);
    return entry !== undefined && entry.started === started && !entry.isZombie;
  }
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
