import { letClientsFinish } from "./engine-clients.ts";
import {
  hasInEnvironment,
  type ProcessEntry,
  processes,
  signalProcess,
  writesInto,
} from "./process-table.ts";
import { RUN_MARKER } from "./run-marker.ts";
import { pause } from "./within.ts";

/** A run as its processes show it. */
export interface RunMark {
  readonly id: string;
  /** Its temporary folder: what still writes into its pipes is its own. */
  readonly folder: string;
}

/**
 * Ends every process that this run started, wherever it went: SIGTERM, and SIGKILL for who is still there after the
 * grace. Gives how many there were. Sees nothing where the system has no `/proc`.
 */
export async function endMarked(mark: RunMark, graceMilliseconds: number): Promise<number> {
  const first = marked(mark);
  await letClientsFinish(() => marked(mark));
  for (const entry of first) signalProcess(entry, "SIGTERM");
  await untilGone(mark, graceMilliseconds);
  // What they started meanwhile is looked for again, until nothing is.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const left = marked(mark);
    if (left.length === 0) break;
    for (const entry of left) signalProcess(entry, "SIGKILL");
    await pause(PAUSE_MILLISECONDS);
  }
  return first.length;
}

const PAUSE_MILLISECONDS = 20;
const MOST_ROUNDS = 50;

async function untilGone(mark: RunMark, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end && marked(mark).length > 0) await pause(PAUSE_MILLISECONDS);
}

function marked({ id, folder }: RunMark): readonly ProcessEntry[] {
  return processes().filter(
    (entry) =>
      entry.id !== process.pid &&
      !entry.isZombie &&
      (hasInEnvironment(entry.id, RUN_MARKER, id) || writesInto(entry.id, folder)),
  );
}
