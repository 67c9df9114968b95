import type { PathLevel } from "../playbook/playbook.ts";

/** What was found and what it means for playbooks, as `kubehop doctor --format json` prints it. */
export interface Examination {
  readonly schemaVersion: 1;
  readonly checks: readonly Check[];
  /** Of every path, the lowest first. */
  readonly paths: readonly PathExamination[];
}

/** `unknown`: it did not say. */
export type CheckStatus = "ok" | "warning" | "missing" | "unknown";

export interface Check {
  readonly area: "engine" | "tool" | "system";
  /** `kind`, `cgroup`, `fs.inotify.max_user_watches`, `disk: temporary files`. */
  readonly name: string;
  readonly status: CheckStatus;
  /** Without a leading `v`. */
  readonly version?: string;
  /** The lowest version or value that is enough. */
  readonly minimum?: string;
  /** Absolute. */
  readonly path?: string;
  /** What was found, in one sentence. */
  readonly says: string;
  /** What to do about it, where something is to be done. */
  readonly remedy?: string;
}

export interface PathExamination {
  readonly path: PathLevel;
  readonly name: string;
  readonly available: boolean;
  /** What is missing and how to get it, in the words of `kubehop playbook explain`. */
  readonly missing: readonly string[];
}
