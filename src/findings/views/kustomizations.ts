import type { Kustomization } from "../../manifests/kustomizations/kustomization.ts";
import { isKustomizationFile, readKustomization } from "../../manifests/kustomizations/read-kustomization.ts";
import type { FileView } from "../../manifests/view.ts";

/** The kustomizations of the repository: what they take, patch and name. */
export const kustomizations: FileView<Kustomization> = {
  kind: "files",
  name: "kustomizations",
  wants: ({ path }) => isKustomizationFile(path),
  read: (file) => ({ entries: [readKustomization(file)] }),
};
