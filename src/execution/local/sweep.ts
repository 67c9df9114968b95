import { renameSync } from "node:fs";
import { basename, join } from "node:path";
import type { CommandEnd } from "../executor.ts";
import { thawingExecutor } from "../kind/frozen-processes.ts";
import { letEngineSettle } from "../settling-executor.ts";
import type { DeadRun } from "./dead-runs.ts";
import { localExecutor } from "./local-executor.ts";
import { program, runFolder } from "./local-run.ts";
import { endMarked } from "./marked-processes.ts";
import { endGroup } from "./process-group.ts";
import { processEntry } from "./process-table.ts";
import { removeFolder } from "./remove-folder.ts";
import { type RunNote, readGroup, readNote, thisMachine, writeNote } from "./run-note.ts";
import { nameOf, ownRun } from "./run-owner.ts";
import { removeEmptyState } from "./state-directory.ts";

/** What became of a run that had died. */
export interface SweptRun {
  readonly playbook: string;
  /** Processes that it had left running. */
  readonly processes: number;
  readonly teardown: readonly SweptCommand[];
  /** Why its folder is still there. */
  readonly left?: string;
}

export interface SweptCommand {
  readonly step: string;
  readonly text: string;
  readonly end: CommandEnd;
  /** It failed, and the next call of Kubehop tries it again. */
  readonly isTriedAgain: boolean;
}

const GRACE_MILLISECONDS = 2000;
/** An engine that is too busy now may do it later; one that never does must not cost every call its time. */
const MOST_ATTEMPTS = 3;
/** Says that a cluster is there no longer also where there was none, so that a failure means one that is left. */
const DELETES_CLUSTER = /(?<![\w-])(?:kind|minikube)\s+(?:-\S+\s+(?:[^\s-]\S*\s+)?)*delete\b/;

/**
 * Ends what a dead run left running, runs its teardown, and removes its folder and its note; the note stays where a
 * cluster could not be deleted. Undefined where there is nothing to do here: another process does it, or the run
 * belongs to another machine.
 */
export async function sweepRun(dead: DeadRun): Promise<SweptRun | undefined> {
  const note = readNote(join(dead.place, dead.name));
  const where = note === undefined ? "here" : placeOf(note);
  if (where === "elsewhere") return undefined;
  const taken = takeOver(dead);
  if (taken === undefined) return undefined;
  const swept = note === undefined ? undefined : await cleanedUp(note, taken, where === "here");
  if (note === undefined || !keepsNote(note, swept, taken)) removeFolder(join(taken.place, taken.name));
  removeEmptyState(taken.place);
  return swept;
}

/** Leaves the note with what is to be tried again; false where nothing is. */
function keepsNote(note: RunNote, swept: SweptRun | undefined, { place, name }: DeadRun): boolean {
  const teardown = note.teardown.filter((_, index) => swept?.teardown[index]?.isTriedAgain);
  if (teardown.length === 0) return false;
  writeNote(join(place, name), { ...note, teardown, attempts: attemptOf(note) });
  return true;
}

function attemptOf({ attempts = 0 }: RunNote): number {
  return attempts + 1;
}

/** Takes a dead run over; undefined where another process was quicker. */
function takeOver({ id, place, name }: DeadRun): DeadRun | undefined {
  const own = nameOf(ownRun(id));
  try {
    renameSync(join(place, name), join(place, own));
    return { id, place, name: own };
  } catch {
    return undefined;
  }
}

/** After a start of the system nothing of it runs; what it made on disk or in a cluster may still be there. */
function placeOf({ machine: { host, boot, namespace } }: RunNote): "here" | "restarted" | "elsewhere" {
  const here = thisMachine();
  if (host !== here.host) return "elsewhere";
  if (boot !== here.boot) return "restarted";
  return namespace === here.namespace ? "here" : "elsewhere";
}

async function cleanedUp(note: RunNote, { id, place, name }: DeadRun, mayRun: boolean): Promise<SweptRun> {
  const mark = { id, folder: note.folder };
  if (mayRun) await endLastGroup(join(place, name));
  const processes = mayRun ? await endMarked(mark, GRACE_MILLISECONDS) : 0;
  if (mayRun) await letEngineSettle(note.teardown.map(({ text }) => text));
  const teardown = await tornDown(note);
  await endMarked(mark, GRACE_MILLISECONDS);
  const left = isFolderOf(id, note.folder) ? removeFolder(note.folder) : undefined;
  return { playbook: note.playbook, processes, teardown, ...(left === undefined ? {} : { left }) };
}

/** What a broken note names is not removed. */
function isFolderOf(id: string, folder: string): boolean {
  return basename(folder) === basename(runFolder(id));
}

/** Only if its first process still is the one of then. */
async function endLastGroup(directory: string): Promise<void> {
  const last = readGroup(directory);
  if (last === undefined || processEntry(last.group)?.started !== last.started) return;
  await endGroup(last.group, { milliseconds: GRACE_MILLISECONDS });
}

async function tornDown(note: RunNote): Promise<readonly SweptCommand[]> {
  const { environment, folder, workingDirectory } = note;
  const local = localExecutor({
    bash: program("bash", environment.PATH),
    mkfifo: program("mkfifo", environment.PATH),
    workingDirectory,
    pipes: join(folder, "pipes"),
    environment,
    onGroup: () => {},
  });
  const executor = thawingExecutor(local);
  const done: SweptCommand[] = [];
  for (const { step, text, environment: own, timeoutMilliseconds } of note.teardown) {
    const signal = new AbortController().signal;
    const command = { text, timeoutMilliseconds, environment: own, signal, onOutput: () => {} };
    const end = await executor.run(command);
    const hasFailed = end.how !== "exited" || end.exitCode !== 0;
    const isTriedAgain = hasFailed && DELETES_CLUSTER.test(text) && attemptOf(note) < MOST_ATTEMPTS;
    done.push({ step, text, end, isTriedAgain });
  }
  local.close();
  return done;
}
