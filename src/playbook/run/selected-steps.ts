import type { PathChoice } from "../choice/choose-path.ts";
import type { Playbook } from "../playbook.ts";
import type { SelectedStep } from "./run-plan.ts";

/** Each step of a playbook with the variant that was chosen for it. */
export function selectedSteps({ steps }: Playbook, choice: PathChoice): readonly SelectedStep[] {
  return steps.map(({ name, variants }, index) => {
    const path = choice.steps[index]?.path ?? null;
    const variant = path === null ? undefined : variants.get(path);
    return path === null || variant === undefined ? { name } : { name, selected: { path, variant } };
  });
}
