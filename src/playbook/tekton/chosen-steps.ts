import { selectVariants } from "../choice/selection.ts";
import type { PathLevel, Playbook, PlaybookStep, Variant } from "../playbook.ts";

/** A step and the variant that it takes on the path of a run. */
export interface ChosenStep {
  readonly step: PlaybookStep;
  /** Its own path: the chosen one or the next lower one for which it has a variant. */
  readonly path: PathLevel;
  readonly variant: Variant;
}

/** The steps that have a variant for this path, or for a lower one that is not below the playbook's minimum. */
export function chosenSteps(playbook: Playbook, path: PathLevel): readonly ChosenStep[] {
  return selectVariants(playbook, path).flatMap(({ path: own }, index) => {
    const step = playbook.steps[index];
    const variant = own === null ? undefined : step?.variants.get(own);
    return step === undefined || own === null || variant === undefined ? [] : [{ step, path: own, variant }];
  });
}
