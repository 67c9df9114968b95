import { letClientsFinish } from "./engine-clients.ts";
import { type ProcessEntry, processes } from "./process-table.ts";
import { pause } from "./within.ts";

/** How long processes have to end on SIGTERM before SIGKILL ends them. */
export type Grace = { readonly milliseconds: number };

/**
 * Ends all processes of a group: SIGTERM, and SIGKILL for who is still there after the grace. Costs one call of the
 * system where none is left.
 */
export async function endGroup(group: number, { milliseconds }: Grace): Promise<void> {
  if (!signalGroup(group, 0)) return;
  await letClientsFinish(() => membersOf(group));
  if (!signalGroup(group, "SIGTERM")) return;
  if (await isGone(group, milliseconds)) return;
  signalGroup(group, "SIGKILL");
  await isGone(group, AFTER_KILL_MILLISECONDS);
}

/** What hangs in the kernel does not even end on SIGKILL; it is not waited for longer. */
const AFTER_KILL_MILLISECONDS = 2000;
const LONGEST_PAUSE_MILLISECONDS = 50;
/** From then on zombies are looked for: a container without a reaper keeps them for ever. */
const SEARCH_AFTER_MILLISECONDS = 20;

async function isGone(group: number, milliseconds: number): Promise<boolean> {
  const begin = performance.now();
  for (let wait = 1; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MILLISECONDS)) {
    await pause(wait);
    if (!signalGroup(group, 0)) return true;
    const waited = performance.now() - begin;
    if (waited > SEARCH_AFTER_MILLISECONDS && hasOnlyZombies(group)) return true;
    if (waited > milliseconds) return false;
  }
}

function hasOnlyZombies(group: number): boolean {
  const members = membersOf(group);
  return members.length > 0 && members.every(({ isZombie }) => isZombie);
}

function membersOf(group: number): readonly ProcessEntry[] {
  return processes().filter((entry) => entry.group === group);
}

/** False where the group has no process. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
