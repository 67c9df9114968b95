import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process as Linux tells of it. */
export interface ProcessEntry {
  readonly id: number;
  readonly group: number;
  /** Clock ticks since the system started: together with the id it names one process for ever. */
  readonly started: string;
  /** It ended, and nobody has asked for its exit code yet. */
  readonly isZombie: boolean;
}

/** All processes; none where the system has no `/proc`. */
export function processes(): readonly ProcessEntry[] {
  return numbersIn("/proc").flatMap((id) => processEntry(id) ?? []);
}

/** One process; undefined where there is none of that id, or no `/proc`. */
export function processEntry(id: number | "self"): ProcessEntry | undefined {
  try {
    return entryOf(readFileSync(`/proc/${id}/stat`, "latin1"));
  } catch {
    return undefined;
  }
}

/** `PID (NAME) STATE PPID PGRP … STARTTIME …`: the name may hold spaces and brackets, see proc_pid_stat(5). */
function entryOf(stat: string): ProcessEntry {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state = "", , group = ""] = fields;
  return {
    id: Number.parseInt(stat, 10),
    group: Number(group),
    started: fields[19] ?? "",
    isZombie: state === "Z" || state === "X",
  };
}

/** The words that a process was started with; none where they may not be asked. */
export function processArguments(id: number): readonly string[] {
  try {
    return readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** Only if the number still is that process. */
export function signalProcess({ id, started }: ProcessEntry, name: NodeJS.Signals): void {
  if (processEntry(id)?.started !== started) return;
  try {
    process.kill(id, name);
  } catch {
    // It ended by itself in this moment.
  }
}

/** Whether the process was started with this variable holding this word; false where it may not be asked. */
export function hasInEnvironment(id: number, name: string, word: string): boolean {
  try {
    const variables = readFileSync(`/proc/${id}/environ`, "latin1").split("\0");
    const value = variables.find((variable) => variable.startsWith(`${name}=`));
    return (
      value
        ?.slice(name.length + 1)
        .split(" ")
        .includes(word) ?? false
    );
  } catch {
    return false;
  }
}

/** Whether its standard output or error is a file of this folder. */
export function writesInto(id: number, folder: string): boolean {
  return [1, 2].some((descriptor) => {
    try {
      return readlinkSync(`/proc/${id}/fd/${descriptor}`).startsWith(`${folder}/`);
    } catch {
      return false;
    }
  });
}

function numbersIn(directory: string): readonly number[] {
  try {
    return readdirSync(directory)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
