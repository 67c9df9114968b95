import { basename } from "node:path";
import { type ProcessEntry, processArguments, signalProcess } from "./process-table.ts";
import { pause } from "./within.ts";

const CLIENTS: ReadonlySet<string> = new Set(["docker", "podman", "nerdctl"]);
/** A busy engine takes seconds to copy what a node's image holds into a volume. */
const MOST_MILLISECONDS = 20_000;
const PAUSE_MILLISECONDS = 20;

/**
 * Lets those finish that make a container in the background, and sends SIGTERM to the others meanwhile. An engine
 * goes on with what a client asked for that was ended: its container would appear after the teardown looked for it.
 * Returns at once where there is no such client.
 *
 * @param members gives the processes that are to be ended, as they are now
 */
export async function letClientsFinish(members: () => readonly ProcessEntry[]): Promise<void> {
  const told = new Set<number>();
  const end = performance.now() + MOST_MILLISECONDS;
  for (let all = members(); performance.now() < end; all = members()) {
    const others = all.filter(({ id }) => !makesContainer(processArguments(id)));
    if (others.length === all.length) return;
    for (const entry of others) {
      if (!told.has(entry.id)) signalProcess(entry, "SIGTERM");
      told.add(entry.id);
    }
    await pause(PAUSE_MILLISECONDS);
  }
}

/** `docker create …`, `docker run --detach …`, also as a script; one in the foreground ends its container itself. */
function makesContainer(words: readonly string[]): boolean {
  const at = words.slice(0, 2).findIndex((word) => CLIENTS.has(basename(word)));
  if (at === -1) return false;
  const rest = words.slice(at + 1);
  return rest.includes("create") || (rest.includes("run") && rest.some(isDetach));
}

function isDetach(word: string): boolean {
  return word === "--detach" || word === "--detach=true" || /^-[it]*d[it]*$/.test(word);
}
