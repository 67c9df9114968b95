import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorWords } from "../../source/error-words.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Executor } from "../executor.ts";
import { findProgram } from "../find-program.ts";
import { commandEnvironment, homeIn, type RunPlace, temporaryIn } from "./command-environment.ts";
import { localExecutor } from "./local-executor.ts";
import { endMarked } from "./marked-processes.ts";
import { noteRun } from "./noted-run.ts";
import { removeFolder } from "./remove-folder.ts";
import { type NotedCommand, thisMachine } from "./run-note.ts";
import { ownRun } from "./run-owner.ts";
import { stateDirectories } from "./state-directory.ts";

/** What is needed to run a playbook's commands on this machine. */
export interface LocalRunOptions {
  readonly playbook: string;
  /** Absolute path. */
  readonly workingDirectory: string;
  /** Of Kubehop itself; {@link commandEnvironment} says what commands see of it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What another process runs if this one dies before it could do it. */
  readonly teardown: (place: RunPlace) => readonly NotedCommand[];
}

/** A run on this machine: its folder, its note and its processes, until `end`. */
export interface LocalRun {
  readonly place: RunPlace;
  readonly executor: Executor;
  /** What every command sees. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends what is left of its processes, and removes folder and note. Gives what could not be removed. */
  readonly end: () => Promise<readonly string[]>;
}

/** What a process that left its group has to end itself in. */
const GRACE_MILLISECONDS = 2000;

/**
 * Prepares a run: first a note of it that survives this process, then its folder. Nothing is started yet.
 *
 * @throws {KubehopError} `playbook-not-runnable` where bash is missing, or no note or folder can be made
 */
export function beginLocalRun(options: LocalRunOptions): LocalRun {
  const { environment, teardown, ...noted } = options;
  const programs = { bash: program("bash", environment.PATH), mkfifo: program("mkfifo", environment.PATH) };
  const owner = ownRun();
  const folder = runFolder(owner.id);
  const place = { id: owner.id, folder };
  const visible = commandEnvironment(environment, place);
  const machine = thisMachine();
  const note = {
    version: 1,
    machine,
    folder,
    ...noted,
    environment: visible,
    teardown: teardown(place),
  } as const;
  const { group, remove } = noteRun(stateDirectories(environment), owner, note);
  makeFolders(folder, remove);
  const { workingDirectory } = options;
  const executor = localExecutor({
    ...programs,
    workingDirectory,
    pipes: join(folder, "pipes"),
    environment: visible,
    onGroup: (id) => group.set(id),
  });
  const end = async () => {
    executor.close();
    await endMarked(place, GRACE_MILLISECONDS);
    const left = removeFolder(folder);
    remove();
    return left === undefined ? [] : [`The folder ${folder} could not be removed: ${left}.`];
  };
  return { place, executor, environment: visible, end };
}

/** Named by the run: the note says it before the folder is made. */
export function runFolder(id: string): string {
  return join(tmpdir(), `kubehop-run-${id}`);
}

export function program(name: string, path: string | undefined): string {
  const found = findProgram(name, path);
  if (found !== undefined) return found;
  throw new KubehopError({
    code: "playbook-not-runnable",
    message: `${name} is not on PATH, and a playbook's commands need it.`,
    remedy: `Install ${name === "bash" ? "bash" : "coreutils"}.`,
  });
}

function makeFolders(folder: string, removeNote: () => void): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
    for (const inner of [homeIn(folder), temporaryIn(folder)]) mkdirSync(inner, { mode: 0o700 });
  } catch (error) {
    removeNote();
    const reason = errorWords(error);
    throw new KubehopError({
      code: "playbook-not-runnable",
      message: `No temporary folder could be made for the run: ${reason}.`,
      remedy: "Let TMPDIR name a folder with room that this user may write to.",
      cause: error,
    });
  }
}
