import type { Kustomization } from "../manifests/kustomizations/kustomization.ts";
import { KustomizationTrees } from "../manifests/kustomizations/kustomization-tree.ts";
import { isKustomizationFile, readKustomization } from "../manifests/kustomizations/read-kustomization.ts";
import type { MayReach } from "./bonded-spots.ts";
import type { FixGround } from "./plan-fixes.ts";

/**
 * Tells by the repository's kustomizations which objects a patch or a target may be about: those that the
 * kustomizations that hold it take in. Everything, where none of them is known to hold it (Flux and Argo CD hold
 * patches too), or where a component does, which changes what others take in.
 */
export function kustomizationReach({ paths, load }: Pick<FixGround, "paths" | "load">): MayReach {
  let known: Known | undefined;
  const reaches = new Map<string, ReadonlySet<string> | undefined>();
  return (follower, object) => {
    known ??= readAll(paths, load);
    if (!reaches.has(follower)) reaches.set(follower, reachOf(follower, known));
    return reaches.get(follower)?.has(object) !== false;
  };
}

interface Known {
  readonly all: readonly Kustomization[];
  readonly trees: KustomizationTrees;
}

function readAll(paths: FixGround["paths"], load: FixGround["load"]): Known {
  const files = paths().filter(isKustomizationFile).map(load);
  const all = files.flatMap((file) => ("text" in file ? [readKustomization(file)] : []));
  return { all, trees: new KustomizationTrees(all) };
}

function reachOf(follower: string, { all, trees }: Known): ReadonlySet<string> | undefined {
  const holders = all.filter(({ path, patchFiles }) => path === follower || patchFiles.includes(follower));
  if (holders.length === 0 || holders.some(({ isComponent }) => isComponent)) return undefined;
  return new Set(holders.flatMap((holder) => [...trees.treeOf(holder).files]));
}
