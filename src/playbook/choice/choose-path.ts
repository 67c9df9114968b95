import { PATH_LEVELS, type PathLevel, type Playbook } from "../playbook.ts";
import { obstaclesOf, type PassedOver } from "./obstacles.ts";
import { reasonFor } from "./reason.ts";
import { claimsOf, type StepChoice, selectVariants } from "./selection.ts";
import type { Surroundings } from "./surroundings.ts";

/** Which path a playbook takes here, and what that leaves unproven. */
export interface PathChoice {
  /** Null where no path can be taken. */
  readonly path: PathLevel | null;
  /** No path, a lower one than the recommended, or a step that uses a lower variant than the path's, or none. */
  readonly degraded: boolean;
  /** Why it is not the path that was asked for or is recommended, and how to get that; missing where it is. */
  readonly reason?: string;
  /** What a run on the recommended path would check and this one does not. */
  readonly notValidated: readonly string[];
  readonly steps: readonly StepChoice[];
  /** The paths that come before the chosen one, and what keeps each from being taken. */
  readonly passedOver: readonly PassedOver[];
}

/**
 * Chooses the path: the one asked for, else the recommended one, else the next lower one that can be taken
 * here and is not below the minimum. Nothing above the recommended path is taken unless it was asked for, and
 * the cloud only where it is recommended or asked for.
 */
export function choosePath(playbook: Playbook, here: Surroundings): PathChoice {
  const judged = candidates(playbook, here).map((path) => ({
    path,
    obstacles: obstaclesOf(playbook, path, here),
  }));
  const found = judged.findIndex(({ obstacles }) => obstacles.length === 0);
  const passedOver = found === -1 ? judged : judged.slice(0, found);
  const path = judged[found]?.path ?? null;
  const steps =
    path === null ? playbook.steps.map(({ name }) => ({ name, path: null })) : selectVariants(playbook, path);
  const checked = new Set(claimsOf(playbook, steps));
  const claims = claimsOf(playbook, selectVariants(playbook, playbook.recommendedPath));
  return {
    path,
    degraded: path === null || path < playbook.recommendedPath || steps.some((step) => step.path !== path),
    ...(passedOver.length === 0 ? {} : { reason: reasonFor(path, passedOver) }),
    notValidated: claims.filter((claim) => !checked.has(claim)),
    steps,
    passedOver,
  };
}

/** The paths to try, in this order. */
function candidates(
  { recommendedPath, minimumPath }: Playbook,
  { requested }: Surroundings,
): readonly PathLevel[] {
  const first = requested ?? recommendedPath;
  const lower = PATH_LEVELS.filter((path) => path < first && path <= recommendedPath && path >= minimumPath);
  return [first, ...lower.toReversed()];
}
