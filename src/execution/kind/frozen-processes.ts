import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Executor } from "../executor.ts";

/** Of cgroup v1; version 2 kills what it has frozen. */
const FREEZER = "/sys/fs/cgroup/freezer";
/** An engine waits 10 s for the end of a container that it kills. */
const PERIOD_MILLISECONDS = 1000;

/**
 * Sees to it that engines can remove nodes while a command runs: the runtime inside a node freezes a container for a
 * moment to set its limits. If the node is killed in that moment nobody is left to thaw it, what is frozen cannot die
 * under cgroup v1, and the engine says that the node cannot be removed. Changes nothing where there is no cgroup v1.
 */
export function thawingExecutor(executor: Executor, freezer = FREEZER): Executor {
  if (!existsSync(freezer)) return executor;
  return {
    async run(command) {
      const timer = setInterval(thawKilled, PERIOD_MILLISECONDS, freezer);
      try {
        return await executor.run(command);
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/** Thaws the groups whose processes were all sent SIGKILL: there is nothing else that these can do any more. */
function thawKilled(directory: string): void {
  for (const group of groupsIn(directory)) {
    if (isFrozen(group) && hasOnlyKilled(group)) thaw(group);
    thawKilled(group);
  }
}

function groupsIn(directory: string): readonly string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(directory, name));
  } catch {
    // It is gone meanwhile.
    return [];
  }
}

/** By itself, and not with the group above it, as `docker pause` does it. */
function isFrozen(group: string): boolean {
  return textOf(join(group, "freezer.self_freezing")).trim() === "1";
}

function hasOnlyKilled(group: string): boolean {
  const members = textOf(join(group, "cgroup.procs")).split("\n").filter(Boolean);
  return members.length > 0 && members.every((id) => isKilled(textOf(`/proc/${id}/status`)));
}

/** `SigPnd` of proc_pid_status(5) is a mask in hexadecimal digits; SIGKILL is its bit 9. */
function isKilled(status: string): boolean {
  const [, pending = "0"] = /^SigPnd:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  return (Number.parseInt(pending.slice(-3), 16) & 0x100) !== 0;
}

function thaw(group: string): void {
  try {
    writeFileSync(join(group, "freezer.state"), "THAWED");
  } catch {
    // Only root may; then the engine says what it could not remove.
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
