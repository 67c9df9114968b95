import type { PathLevel, Playbook, PlaybookStep } from "../playbook.ts";
import { PATH_LEVELS } from "../playbook.ts";

/** Which variant of a step is used; null where none may be. */
export interface StepChoice {
  readonly name: string;
  readonly path: PathLevel | null;
}

/** Each step's variant on a path: that of the path itself, else the next lower one not below the minimum. */
export function selectVariants(playbook: Playbook, path: PathLevel): readonly StepChoice[] {
  return playbook.steps.map((step) => ({
    name: step.name,
    path: variantPath(step, path, playbook.minimumPath),
  }));
}

function variantPath({ variants }: PlaybookStep, path: PathLevel, minimum: PathLevel): PathLevel | null {
  return PATH_LEVELS.findLast((level) => level <= path && level >= minimum && variants.has(level)) ?? null;
}

/** What these variants prove, each claim once, in the order of the steps. */
export function claimsOf(playbook: Playbook, choices: readonly StepChoice[]): readonly string[] {
  const claims = playbook.steps.flatMap(({ variants }, index) => {
    const path = choices[index]?.path ?? null;
    return path === null ? [] : (variants.get(path)?.validates ?? []);
  });
  return [...new Set(claims)];
}
