import { isKnownGroup } from "../../kubernetes/api-table.ts";
import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import type { Place } from "../../source/finding.ts";
import { placeOf } from "./place-of.ts";

/** An object of a group that is not Kubernetes' own. */
export interface CustomObject {
  readonly place: Place;
  readonly certainty: Manifest["certainty"];
}

/** Their groups are domains: `example.com/v1`, `snapshot.storage.k8s.io/v1`. */
export const customObjects: ManifestView<CustomObject> = {
  kind: "manifests",
  name: "custom-objects",
  mentions: isCustom,
  inSamples: true,
  read: (manifest) =>
    isCustom(manifest.apiVersion) ? [{ place: placeOf(manifest), certainty: manifest.certainty }] : [],
};

const DOMAIN = /^([\w-]+(?:\.[\w-]+)+)\/v\d\w*$/;

function isCustom(word: string): boolean {
  const group = DOMAIN.exec(word)?.[1];
  return group !== undefined && !isKnownGroup(group);
}
