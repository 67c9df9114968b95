import type { SourceFile, Unread } from "../../source/finding.ts";
import type { NamedManifest } from "../manifest.ts";
import { manifestDocuments } from "../manifest-file.ts";
import { type Renderer, tooMany } from "../rendering/renderer.ts";
import type { FindFile, Surroundings } from "../surroundings.ts";
import type { Wants } from "../view.ts";
import type { Kustomization } from "./kustomization.ts";
import { folderOf, type KustomizationTree, KustomizationTrees, remoteOf } from "./kustomization-tree.ts";
import { mayRename } from "./may-rename.ts";
import { placeBuilt } from "./place-built.ts";

/** What building the kustomizations of a repository gave. */
export interface KustomizationBuilds {
  /** The objects that come out, each at the place of the file that says it. */
  readonly manifests: readonly NamedManifest[];
  /** Files whose objects stand among the manifests, however they are used. */
  readonly superseded: ReadonlySet<string>;
  /** What was not built. */
  readonly skipped: readonly Unread[];
}

/** Builds nothing. */
const noBuilds: KustomizationBuilds = {
  manifests: [],
  superseded: new Set(),
  skipped: [],
};

/**
 * Builds what somebody applies: the kustomizations that no other one takes, where they change objects that a view
 * wants. A plain list of files says the same as its files. Without a renderer nothing is built.
 */
export function buildKustomizations(
  kustomizations: readonly Kustomization[],
  { find, renderer }: Surroundings,
  wants: Wants,
): KustomizationBuilds {
  if (renderer === undefined) return noBuilds;
  const trees = new KustomizationTrees(kustomizations);
  const tops = trees.tops().map((top) => ({ top, tree: trees.treeOf(top) }));
  const wanted = new Set(tops.filter(({ tree }) => isWanted(tree, { find, wants })));
  const isTooMuch = wanted.size > renderer.most;
  const builds = tops.map((one) => {
    const isBuilt = wanted.has(one) && !isTooMuch;
    return { tree: one.tree, ...(isBuilt ? buildTree(one.top, one.tree, { find, renderer }) : {}) };
  });
  const asTheyAre = new Set(builds.flatMap(({ tree, manifests }) => (manifests ? [] : [...tree.files])));
  const built = builds.filter(({ manifests }) => manifests !== undefined);
  return {
    manifests: built.flatMap(({ manifests }) => manifests ?? []),
    superseded: new Set(built.flatMap(({ tree }) => [...tree.files].filter((path) => !asTheyAre.has(path)))),
    skipped: [
      ...(isTooMuch ? [tooMany(wanted.size, "kustomizations", renderer)] : []),
      ...builds.flatMap(({ skipped }) => skipped ?? []),
    ],
  };
}

/** Whether it changes objects that a view wants; what it only puts together says the same as its files. */
function isWanted({ kustomizations, files }: KustomizationTree, { find, wants }: BuildQuestion): boolean {
  return kustomizations.some(({ changes, patchFiles }) => {
    if (changes.to === "none") return false;
    if (changes.to === "any") return filesOf(files, find).some((file) => wantsFile(file, wants, "names"));
    const patches = filesOf(patchFiles, find);
    const isRenaming = changes.mayRename || patches.some(({ text }) => mayRename(text));
    const what = isRenaming ? "names" : "content";
    return wants(changes.words, what) || patches.some((patch) => wantsFile(patch, wants, what));
  });
}

function filesOf(paths: Iterable<string>, find: FindFile): readonly SourceFile[] {
  return [...paths].flatMap((path) => find(path) ?? []);
}

function wantsFile(file: SourceFile, wants: Wants, what: "names" | "content"): boolean {
  return manifestDocuments(file).some(({ words }) => wants(words.words, what));
}

interface BuildQuestion {
  readonly find: FindFile;
  readonly wants: Wants;
}

interface Build {
  readonly manifests?: readonly NamedManifest[];
  readonly skipped?: readonly Unread[];
}

const AS_THEY_ARE = "its files were read as they are";

function buildTree(
  top: Kustomization,
  tree: KustomizationTree,
  { find, renderer }: { find: FindFile; renderer: Renderer },
): Build {
  const remote = remoteOf(tree);
  if (remote !== undefined) {
    const { path, line, text } = remote;
    return {
      skipped: [{ path, line, reason: `not built, because ${text} would be fetched; ${AS_THEY_ARE}` }],
    };
  }
  const rendering = renderer.buildKustomization(folderOf(top.path));
  if ("text" in rendering) {
    return { manifests: placeBuilt(rendering.text, { top: top.path, files: tree.files, find }) };
  }
  return { skipped: [{ path: top.path, reason: `not built: ${rendering.reason}; ${AS_THEY_ARE}` }] };
}
