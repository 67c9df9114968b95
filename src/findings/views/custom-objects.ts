import type { ApiName } from "../../kubernetes/api-facts.ts";
import { isKnownGroup } from "../../kubernetes/api-table.ts";
import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import { placeOf } from "./place-of.ts";

/** An object that is known by its API alone. */
export interface CustomObject {
  readonly api: ApiName;
  readonly place: Place;
  readonly certainty: Manifest["certainty"];
}

/** Their groups are domains: `example.com/v1`, `snapshot.storage.k8s.io/v1`. */
export const customObjects: ManifestView<CustomObject> = {
  kind: "manifests",
  name: "custom-objects",
  mentions: isCustom,
  inSamples: true,
  readsNamesOnly: true,
  read: (manifest) => (isCustom(manifest.apiVersion) ? [customObject(manifest)] : []),
};

/** The record of an object; it keeps no text of the file alive. */
export function customObject(manifest: Manifest): CustomObject {
  const { certainty, apiVersion, kind } = manifest;
  const api = { apiVersion: detached(apiVersion), kind: detached(kind) };
  return { api, place: placeOf(manifest), certainty };
}

const DOMAIN = /^([\w-]+(?:\.[\w-]+)+)\/v\d\w*$/;

/** Kustomize's own files are no objects of a cluster. */
const KUSTOMIZE = "kustomize.config.k8s.io";

function isCustom(word: string): boolean {
  const group = DOMAIN.exec(word)?.[1];
  return group !== undefined && group !== KUSTOMIZE && !isKnownGroup(group);
}
