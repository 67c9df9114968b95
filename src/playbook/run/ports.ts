import type { Diagnosis } from "../../diagnosis/diagnosis.ts";
import type { Executor } from "../../execution/executor.ts";
import type { PathLevel } from "../playbook.ts";
import type { StepRun, TeardownRun } from "../playbook-run.ts";
import type { TeardownCommand } from "./run-plan.ts";

/** All that a run needs of the world around it. */
export interface RunPorts {
  readonly executor: Executor;
  /** Milliseconds, of any beginning. */
  readonly now: () => number;
  /** What commands of this path see besides the inputs: the kubeconfig of its sandbox. */
  readonly environmentOf: (path: PathLevel) => Readonly<Record<string, string>>;
  /** Told of what happens while it happens. */
  readonly observe: (event: RunEvent) => void;
  readonly artifacts: ArtifactSink;
  /** Asked why a step failed, before the teardown takes the evidence away. */
  readonly diagnose: (failed: FailedStep) => Promise<readonly Diagnosis[]>;
}

export type RunEvent =
  | { readonly kind: "step-started"; readonly step: string; readonly path: PathLevel }
  | { readonly kind: "step-ended"; readonly step: StepRun }
  | { readonly kind: "diagnosis-started"; readonly step: string }
  | { readonly kind: "teardown-started"; readonly command: TeardownCommand }
  | { readonly kind: "teardown-ended"; readonly teardown: TeardownRun };

export interface FailedStep {
  readonly step: string;
  readonly path: PathLevel;
  /** What its commands saw, so that the diagnosis looks at the same cluster. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the diagnosis: the run was cancelled. */
  readonly signal: AbortSignal;
}

/** Where whole outputs go that an excerpt has no room for. */
export interface ArtifactSink {
  /** Undefined where there is no place for artifacts. `name` is like `step-name-2.log`. */
  readonly open: (name: string) => Artifact | undefined;
}

export interface Artifact {
  /** Plain text, in pieces. Never throws: what could not be written is told by `close`. */
  readonly write: (piece: string) => void;
  /** The path relative to the directory of the reports, or why there is none that is whole. */
  readonly close: () => { readonly path: string } | { readonly reason: string };
}
