import { folderOf } from "../../manifests/kustomizations/kustomization-tree.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceValue } from "../../source/value.ts";

/** A patch of a kustomization that says how many pods a workload has. */
export interface ReplicaPatch {
  /** Where it lies, without a slash at the end; empty for the root. */
  readonly folder: string;
  readonly kind: string;
  readonly name: string;
  readonly replicas: number;
}

const SCALED: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "ReplicaSet"]);

/** Patches in files of their own: what a kustomization names as one, or an object without a whole container. */
export const replicaPatches: ManifestView<ReplicaPatch> = {
  kind: "manifests",
  name: "replica-patches",
  inSamples: false,
  wantsParts: true,
  mentions: (word) => SCALED.has(word),
  read: ({ path, kind, name, part, value }) => {
    const replicas = value?.get("spec", "replicas")?.number();
    if (value === undefined || name === undefined || replicas === undefined || !SCALED.has(kind)) return [];
    if (part?.of !== "kustomization" && hasImages(value)) return [];
    const folder = detached(folderOf(path));
    return [{ folder, kind: detached(kind), name: detached(name), replicas }];
  },
};

function hasImages(value: SourceValue): boolean {
  const containers = value.get("spec", "template", "spec", "containers")?.items() ?? [];
  return containers.length > 0 && containers.every((container) => container.has("image"));
}
