import type { Kustomization, RemoteResource } from "./kustomization.ts";

/** A kustomization with everything that it takes from others. */
export interface KustomizationTree {
  readonly kustomizations: readonly Kustomization[];
  /** The files of objects. */
  readonly files: ReadonlySet<string>;
}

/** The kustomizations of a repository by the folders that name them. */
export class KustomizationTrees {
  private readonly byFolder: ReadonlyMap<string, Kustomization>;

  constructor(all: readonly Kustomization[]) {
    this.byFolder = new Map(all.map((one) => [folderOf(one.path), one]));
  }

  /** Those that no other one takes: what somebody applies. */
  tops(): readonly Kustomization[] {
    const all = [...this.byFolder.values()];
    const taken = new Set(all.flatMap(({ resources }) => resources));
    return all.filter(({ path, isComponent }) => !isComponent && !taken.has(folderOf(path)));
  }

  treeOf(top: Kustomization): KustomizationTree {
    const kustomizations = new Set([top]);
    const files = new Set<string>();
    // A set is walked on while it grows, so that circles end.
    for (const { resources } of kustomizations) {
      for (const resource of resources) {
        const inner = this.byFolder.get(resource);
        if (inner === undefined) files.add(resource);
        else kustomizations.add(inner);
      }
    }
    return { kustomizations: [...kustomizations], files };
  }
}

/** The first thing that building the tree would fetch, and the file that says so. */
export function remoteOf({
  kustomizations,
}: KustomizationTree): (RemoteResource & { path: string }) | undefined {
  const [first] = kustomizations.flatMap(({ path, remote }) => remote.map((one) => ({ path, ...one })));
  return first;
}

/** The folder of a file, without a slash at its end; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
