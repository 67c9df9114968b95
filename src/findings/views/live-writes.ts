import { isNotableApi } from "../../kubernetes/notable-apis.ts";
import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceValue } from "../../source/value.ts";
import { type ApiUse, apiUse, keyPlace } from "./api-use.ts";

/**
 * In which API the objects of a live cluster were written last: by each field manager, and by `kubectl apply`.
 * An API server gives every object in the version that it is asked for, so the object itself does not tell.
 */
export const liveWrites: ManifestView<ApiUse> = {
  kind: "manifests",
  name: "live-writes",
  mentions: (word) => word === "List",
  wantsText: (_text, path) => path === LIVE_OBJECTS,
  inSamples: false,
  read: (manifest) => {
    const metadata = manifest.path === LIVE_OBJECTS ? manifest.value?.get("metadata") : undefined;
    if (metadata === undefined) return [];
    const managed = (metadata.get("managedFields")?.items() ?? []).flatMap((entry) =>
      managedUse(entry, manifest),
    );
    return [...managed, ...appliedUse(metadata.get("annotations"), manifest)];
  },
};

/** The file that `live/` makes of a cluster's objects; a repository's own files say nothing about writers. */
const LIVE_OBJECTS = "live/objects.json";
const APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function managedUse(entry: SourceValue, manifest: Manifest): readonly ApiUse[] {
  const manager = entry.textAt("manager") ?? "an unnamed manager";
  return useOf(entry.textAt("apiVersion"), manifest, { holder: manager, value: entry, key: "apiVersion" });
}

function appliedUse(annotations: SourceValue | undefined, manifest: Manifest): readonly ApiUse[] {
  const text = annotations?.textAt(APPLIED);
  if (annotations === undefined || text === undefined) return [];
  return useOf(appliedVersion(text), manifest, { holder: "kubectl apply", value: annotations, key: APPLIED });
}

function appliedVersion(text: string): string | undefined {
  // `kubectl apply` writes the annotation itself, with apiVersion as its first key.
  return /^\s*\{\s*"apiVersion"\s*:\s*"([\w./-]+)"/.exec(text)?.[1];
}

interface Spot {
  readonly holder: string;
  readonly value: SourceValue;
  readonly key: string;
}

function useOf(
  apiVersion: string | undefined,
  manifest: Manifest,
  { holder, value, key }: Spot,
): readonly ApiUse[] {
  if (apiVersion === undefined || apiVersion === manifest.apiVersion) return [];
  if (!isNotableApi({ apiVersion, kind: manifest.kind })) return [];
  const use = apiUse({ ...manifest, apiVersion }, "last-written", keyPlace(value, key));
  return [{ ...use, holder: detached(holder) }];
}
