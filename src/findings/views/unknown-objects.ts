import { isUnknownApi, mayNameUnknownApi } from "../../kubernetes/unknown-apis.ts";
import type { ManifestView } from "../../manifests/view.ts";
import type { CustomObject } from "./custom-objects.ts";
import { placeOf } from "./place-of.ts";

/** Objects of Kubernetes' own groups that no scanned minor serves. */
export const unknownObjects: ManifestView<CustomObject> = {
  kind: "manifests",
  name: "unknown-objects",
  mentions: mayNameUnknownApi,
  inSamples: true,
  read: (manifest) =>
    isUnknownApi(manifest) ? [{ place: placeOf(manifest), certainty: manifest.certainty }] : [],
};
