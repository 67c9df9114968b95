import { isNotableApi } from "../../kubernetes/notable-apis.ts";
import { documentManifests } from "../../manifests/document-manifests.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readDocuments } from "../../source/documents.ts";
import type { Place } from "../../source/finding.ts";
import { decodeRelease, type StoredRelease } from "../helm-release.ts";
import { type ApiUse, apiUse, keyPlace } from "./api-use.ts";
import { placeOf } from "./place-of.ts";

/** One stored revision of a Helm release, exported from a cluster, with the APIs that may go away. */
export type HelmRevision =
  | { readonly state: "unreadable"; readonly place: Place }
  | (Pick<StoredRelease, "name" | "namespace" | "revision" | "status"> & {
      readonly state: "read";
      readonly uses: readonly ApiUse[];
    });

/** Helm's Secrets hold what it rendered last; nobody writes them by hand. */
export const helmReleases: ManifestView<HelmRevision> = {
  kind: "manifests",
  name: "helm-releases",
  mentions: (word) => word === "Secret",
  wantsText: (text) => text.includes(SECRET_TYPE) || text.includes("\\"),
  inSamples: false,
  read: (manifest) => {
    const { value } = manifest;
    if (manifest.kind !== "Secret" || value?.textAt("type") !== SECRET_TYPE) return [];
    const stored = value.textAt("data", "release");
    if (stored === undefined) return [];
    const release = decodeRelease(stored);
    if (release === undefined) return [{ state: "unreadable", place: placeOf(manifest) }];
    const data = value.get("data") ?? value;
    return [revisionOf(release, keyPlace(data, "release"))];
  },
};

const SECRET_TYPE = "helm.sh/release.v1";

function revisionOf(release: StoredRelease, at: ReturnType<typeof keyPlace>): HelmRevision {
  const { name, namespace, revision, status, manifest } = release;
  const { documents } = readDocuments({ path: at.path, text: manifest });
  const holder = namespace === "" ? name : `${name} in ${namespace}`;
  return {
    state: "read",
    name: detached(name),
    namespace: detached(namespace),
    revision,
    status: detached(status),
    uses: documents
      .flatMap(({ root }) => documentManifests(root))
      .filter(isNotableApi)
      .map((object) => ({ ...apiUse(object, "release", at), holder: detached(holder) })),
  };
}
