import type { Kustomization } from "../manifests/kustomizations/kustomization.ts";
import {
  type KustomizationTree,
  KustomizationTrees,
  remoteOf,
} from "../manifests/kustomizations/kustomization-tree.ts";
import { isKustomizationFile, readKustomization } from "../manifests/kustomizations/read-kustomization.ts";
import type { SourceFile } from "../source/finding.ts";
import type { Reach } from "./bonded-spots.ts";
import type { FixGround } from "./plan-fixes.ts";

/** The repository's kustomizations, read when they are first asked for. */
export class Kustomizations {
  private readonly ground: Pick<FixGround, "paths" | "load">;
  private readonly reaches = new Map<string, Reached | undefined>();
  private read: Known | undefined;

  constructor(ground: Pick<FixGround, "paths" | "load">) {
    this.ground = ground;
  }

  /**
   * Which objects a patch or a target may be about: those that the kustomizations that hold it take in, or those
   * that take in the component that holds it. Any, where none is known to hold it: Flux and Argo CD hold patches too.
   */
  readonly reach: Reach = (follower, object) => {
    if (!this.reaches.has(follower)) this.reaches.set(follower, reachOf(follower, this.known()));
    const reached = this.reaches.get(follower);
    if (reached === undefined) return "may";
    if (!reached.files.has(object)) return "no";
    return reached.isWhole ? "within" : "may";
  };

  /** The files of the kustomizations that may change what stands in a file. */
  readonly changing = (path: string): readonly SourceFile[] => {
    const { changing } = this.known();
    return [...(changing.get(path) ?? [])].flatMap((one) => {
      const file = this.ground.load(one);
      return "text" in file ? [file] : [];
    });
  };

  private known(): Known {
    this.read ??= readAll(this.ground);
    return this.read;
  }
}

interface Reached {
  readonly files: ReadonlySet<string>;
  /** False where something is taken from elsewhere too, made by a program, or not there yet. */
  readonly isWhole: boolean;
}

interface Known {
  readonly paths: ReadonlySet<string>;
  readonly all: readonly Kustomization[];
  /** What each of them takes in, itself first. */
  readonly trees: readonly KustomizationTree[];
  /** By the files of objects. */
  readonly changing: ReadonlyMap<string, ReadonlySet<string>>;
}

function readAll({ paths, load }: Pick<FixGround, "paths" | "load">): Known {
  const own = paths();
  const files = own.filter(isKustomizationFile).map(load);
  const all = files.flatMap((file) => ("text" in file ? [readKustomization(file)] : []));
  const known = new KustomizationTrees(all);
  const trees = all.map((top) => known.treeOf(top));
  return { paths: new Set(own), all, trees, changing: changingOf(trees) };
}

/** A kustomization changes all that it takes in, and so does a component that it takes. */
function changingOf(trees: readonly KustomizationTree[]): Known["changing"] {
  const changing = new Map<string, Set<string>>();
  for (const { files, kustomizations } of trees) {
    const changers = kustomizations.filter(({ isComponent }, index) => index === 0 || isComponent);
    for (const file of files) {
      const known = changing.get(file) ?? new Set();
      for (const { path } of changers) known.add(path);
      changing.set(file, known);
    }
  }
  return changing;
}

function reachOf(follower: string, { paths, all, trees }: Known): Reached | undefined {
  const holders = all.filter(({ path, patchFiles }) => path === follower || patchFiles.includes(follower));
  if (holders.length === 0) return undefined;
  const taken = trees.filter(({ kustomizations: [top, ...inner] }) =>
    holders.some((holder) => holder === top || (holder.isComponent && inner.includes(holder))),
  );
  const files = new Set(taken.flatMap((tree) => [...tree.files]));
  return { files, isWhole: taken.every(isOfItsOwn) && [...files].every((path) => paths.has(path)) };
}

function isOfItsOwn(tree: KustomizationTree): boolean {
  return remoteOf(tree) === undefined && tree.kustomizations.every(({ changes }) => changes.to !== "any");
}
