import type { PathChoice } from "../choice/choose-path.ts";
import type { PathLevel, Playbook, Variant } from "../playbook.ts";
import type { StepRun } from "../playbook-run.ts";

/** What is to be run: everything is decided, and nothing of it has been started. */
export interface RunPlan {
  readonly playbook: Playbook;
  readonly choice: PathChoice;
  /** In the order of the document. */
  readonly steps: readonly SelectedStep[];
  /** SHA-256 of the document's bytes, in hexadecimal digits. */
  readonly digest: string;
  /** What the commands see of the inputs: `INPUT_NAME` to value. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Of an earlier run of the same document: the passed steps that it began with, which are not run again. */
  readonly passedBefore: readonly StepRun[];
}

/** A step with the variant that is used here; without one where it has none that may be. */
export interface SelectedStep {
  readonly name: string;
  readonly selected?: { readonly path: PathLevel; readonly variant: Variant };
}

/** A command that undoes what its step did. */
export interface TeardownCommand {
  readonly step: string;
  readonly path: PathLevel;
  readonly text: string;
}

/**
 * What must be undone after the steps: of every selected variant, reached or not, the last step first; the commands
 * of one variant as they are written.
 */
export function teardownOf(steps: readonly SelectedStep[]): readonly TeardownCommand[] {
  return steps.toReversed().flatMap(({ name, selected }) => {
    if (selected === undefined) return [];
    return selected.variant.teardown.map((text) => ({ step: name, path: selected.path, text }));
  });
}
