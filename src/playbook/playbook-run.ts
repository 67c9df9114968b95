import type { Diagnosis } from "../diagnosis/diagnosis.ts";
import type { PathLevel } from "./playbook.ts";

/** What became of a step; `no_variant`: none of its variants may be used here. */
export type StepStatus = "passed" | "failed" | "timed_out" | "cancelled" | "not_run" | "no_variant";

/** `error`: it could not be run, which says nothing about what it was to prove. */
export type RunResult = "passed" | "failed" | "cancelled" | "error";

/** One run of one playbook: the model behind every report of it (`kubehop playbook run --format json`). */
export interface PlaybookRun {
  readonly schemaVersion: 1;
  readonly playbook: string;
  /** SHA-256 of the document's bytes, in hexadecimal digits: `--resume` goes on with the same document only. */
  readonly digest?: string;
  readonly result: RunResult;
  /** Why it could not run: what is missing, and how to get it. */
  readonly reason?: string;
  /** Null where no path could be taken. */
  readonly path: PathLevel | null;
  /** A lower path than the recommended one, or a step that used a lower variant or none. */
  readonly degraded: boolean;
  readonly steps: readonly StepRun[];
  /** The claims of the recommended path that were not checked. */
  readonly notValidated: readonly string[];
  /** The path that would check them all, and what must be there for it: tools, a kubeconfig, a capability. */
  readonly recommended?: { readonly path: PathLevel; readonly needs: readonly string[] };
  readonly teardown: readonly TeardownRun[];
  /** Tools and files that the run wanted and that are not there. */
  readonly missing: { readonly tools: readonly string[]; readonly files: readonly string[] };
  /** What a reader should know although it changes no result: a blank `expected_output`, say. */
  readonly warnings: readonly string[];
  /** Files with whole outputs and logs, relative to the directory of the reports. */
  readonly artifacts: readonly string[];
}

export interface StepRun {
  readonly name: string;
  readonly status: StepStatus;
  /** The variant that ran, or would have. */
  readonly path: PathLevel | null;
  /** Of the command that decided; null where none ended by itself. */
  readonly exitCode: number | null;
  /** The claim of its variant; null without one. */
  readonly validates: string | null;
  readonly durationMs: number;
  /** Head and tail of what its commands wrote, without terminal codes; at most 64 KiB of each. */
  readonly outputExcerpt: string;
  /** One sentence on why it is not `passed`. */
  readonly reason?: string;
  readonly diagnosis?: readonly Diagnosis[];
}

export interface TeardownRun {
  readonly step: string;
  readonly command: string;
  readonly status: "passed" | "failed" | "timed_out";
  readonly outputExcerpt: string;
}
