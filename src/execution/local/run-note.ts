import { closeSync, openSync, readFileSync, readlinkSync, writeFileSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { processEntry } from "./process-table.ts";

/** What a run must leave written down so that another process can clean up after it. */
export interface RunNote {
  readonly version: 1;
  readonly playbook: string;
  readonly machine: Machine;
  readonly workingDirectory: string;
  /** Its temporary folder. */
  readonly folder: string;
  /** What its commands see. */
  readonly environment: Readonly<Record<string, string>>;
  /** In the order they are to be run. */
  readonly teardown: readonly NotedCommand[];
  /** How often it was tried after the run had died; missing where it never was. */
  readonly attempts?: number;
}

/** Where process numbers mean something. */
export interface Machine {
  readonly host: string;
  /** Another one after each start of the system. */
  readonly boot: string;
  /** The namespace of process numbers: containers have their own. */
  readonly namespace: string;
}

export interface NotedCommand {
  readonly step: string;
  readonly text: string;
  /** Besides that of the run. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

const NOTE = "note.json";
const GROUP = "group";

/** Writes the note into the run's folder of the state. It may hold inputs: nobody else may read it. */
export function writeNote(directory: string, note: RunNote): void {
  writeFileSync(join(directory, NOTE), JSON.stringify(note), { mode: 0o600 });
}

/** Undefined where the run died before it had written one, and so before it had started anything. */
export function readNote(directory: string): RunNote | undefined {
  try {
    const note: RunNote = JSON.parse(readFileSync(join(directory, NOTE), "utf8"));
    return note.version === 1 ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps in a file which process group runs at the moment. */
export class GroupNote {
  private readonly file: number;

  constructor(directory: string) {
    this.file = openSync(join(directory, GROUP), "w", 0o600);
  }

  /** Without it, on a full disk, its processes are still known by their mark. */
  set(group: number): void {
    try {
      writeSync(this.file, `${group} ${processEntry(group)?.started ?? ""}`.padEnd(GROUP_LENGTH), 0);
    } catch {
      // The run must go on, and above all its teardown.
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

const GROUP_LENGTH = 40;

/** The group that ran last, and when its first process began. */
export function readGroup(
  directory: string,
): { readonly group: number; readonly started: string } | undefined {
  try {
    const [group = "", started = ""] = readFileSync(join(directory, GROUP), "latin1").split(" ");
    return /^\d+$/.test(group) && started !== "" ? { group: Number(group), started } : undefined;
  } catch {
    return undefined;
  }
}

export function thisMachine(): Machine {
  return {
    host: hostname(),
    boot: textOf("/proc/sys/kernel/random/boot_id"),
    namespace: linkOf("/proc/self/ns/pid"),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
