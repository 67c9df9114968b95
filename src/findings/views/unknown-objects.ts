import { isUnknownApi, mayNameUnknownApi, mayNameUnknownPair } from "../../kubernetes/unknown-apis.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { type CustomObject, customObject } from "./custom-objects.ts";

/** Objects of Kubernetes' own groups that no scanned minor serves. */
export const unknownObjects: ManifestView<CustomObject> = {
  kind: "manifests",
  name: "unknown-objects",
  mentions: mayNameUnknownApi,
  wantsWords: mayNameUnknownPair,
  inSamples: true,
  readsNamesOnly: true,
  read: (manifest) => (isUnknownApi(manifest) ? [customObject(manifest)] : []),
};
