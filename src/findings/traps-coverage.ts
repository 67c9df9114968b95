import type { TrapCoverage } from "./trap-coverage.ts";
import { detectedTraps } from "./traps-detected.ts";
import { repositoryTraps } from "./traps-in-repositories.ts";
import { undetectedTraps } from "./traps-undetected.ts";

/**
 * What Kubehop does about every trap of `data/traps.json`, by its id. The commands only read; they run on a
 * control-plane node, with kubectl, or (`grep -rn … .`) at the repository's root.
 */
export const trapsCoverage: Readonly<Record<string, TrapCoverage>> = {
  ...detectedTraps,
  ...repositoryTraps,
  ...undetectedTraps,
};
