import type { Manifest } from "../../src/manifests/manifest.ts";
import type { ManifestView } from "../../src/manifests/view.ts";

/** A view that takes every object as it is. */
export const everything: ManifestView<Manifest> = {
  kind: "manifests",
  name: "everything",
  inSamples: true,
  mentions: () => true,
  read: (manifest) => [manifest],
};
