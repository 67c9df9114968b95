import type { Kustomization } from "../manifests/kustomizations/kustomization.ts";
import {
  type KustomizationTree,
  KustomizationTrees,
  remoteOf,
} from "../manifests/kustomizations/kustomization-tree.ts";
import { isKustomizationFile, readKustomization } from "../manifests/kustomizations/read-kustomization.ts";
import type { Reach } from "./bonded-spots.ts";
import type { FixGround } from "./plan-fixes.ts";

/**
 * Tells by the repository's kustomizations which objects a patch or a target may be about: those that the
 * kustomizations that hold it take in. Everything, where none of them is known to hold it (Flux and Argo CD hold
 * patches too), or where a component does, which changes what others take in.
 */
export function kustomizationReach({ paths, load }: Pick<FixGround, "paths" | "load">): Reach {
  let known: Known | undefined;
  const reaches = new Map<string, Reached | undefined>();
  return (follower, object) => {
    known ??= readAll(paths, load);
    if (!reaches.has(follower)) reaches.set(follower, reachOf(follower, known));
    const reached = reaches.get(follower);
    if (reached === undefined) return "may";
    if (!reached.files.has(object)) return "no";
    return reached.isWhole ? "within" : "may";
  };
}

interface Reached {
  readonly files: ReadonlySet<string>;
  /** False where something is taken from elsewhere too, made by a program, or not there yet. */
  readonly isWhole: boolean;
}

interface Known {
  readonly paths: ReadonlySet<string>;
  readonly all: readonly Kustomization[];
  readonly trees: KustomizationTrees;
}

function readAll(paths: FixGround["paths"], load: FixGround["load"]): Known {
  const own = paths();
  const files = own.filter(isKustomizationFile).map(load);
  const all = files.flatMap((file) => ("text" in file ? [readKustomization(file)] : []));
  return { paths: new Set(own), all, trees: new KustomizationTrees(all) };
}

function reachOf(follower: string, { paths, all, trees }: Known): Reached | undefined {
  const holders = all.filter(({ path, patchFiles }) => path === follower || patchFiles.includes(follower));
  if (holders.length === 0 || holders.some(({ isComponent }) => isComponent)) return undefined;
  const taken = holders.map((holder) => trees.treeOf(holder));
  const files = new Set(taken.flatMap((tree) => [...tree.files]));
  return { files, isWhole: taken.every(isOfItsOwn) && [...files].every((path) => paths.has(path)) };
}

function isOfItsOwn(tree: KustomizationTree): boolean {
  return remoteOf(tree) === undefined && tree.kustomizations.every(({ changes }) => changes.to !== "any");
}
