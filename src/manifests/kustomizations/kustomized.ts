import type { Surroundings } from "../surroundings.ts";
import type { Wants } from "../view.ts";
import { buildKustomizations, type KustomizationBuilds } from "./build-kustomizations.ts";
import { isKustomizationFile, readKustomization } from "./read-kustomization.ts";

/** What the kustomizations of a repository mean for its files. */
export interface Kustomized extends KustomizationBuilds {
  /** Files that hold patches: what they name are parts of objects. */
  readonly patches: ReadonlySet<string>;
}

/** Reads all kustomizations, and builds them where that is possible. */
export function readKustomizations(surroundings: Surroundings, wants: Wants): Kustomized {
  const all = [...surroundings.paths]
    .filter(isKustomizationFile)
    .flatMap((path) => surroundings.find(path) ?? [])
    .map(readKustomization);
  const objects = new Set(all.flatMap(({ resources }) => resources));
  const patches = all.flatMap(({ patchFiles }) => patchFiles).filter((path) => !objects.has(path));
  return { ...buildKustomizations(all, surroundings, wants), patches: new Set(patches) };
}
