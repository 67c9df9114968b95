import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { placeOf } from "./place-of.ts";

/** One version of a custom resource as its definition has it. */
export interface DefinedVersion {
  readonly name: string;
  readonly served: boolean;
  readonly deprecated: boolean;
  readonly place: Place;
}

/** A CustomResourceDefinition of the repository. */
export interface ResourceDefinition {
  readonly group: string;
  readonly kind: string;
  readonly certainty: Manifest["certainty"];
  readonly versions: readonly DefinedVersion[];
  /** What `status.storedVersions` says that etcd may hold, in exports of live definitions. */
  readonly stored: readonly { readonly name: string; readonly place: Place }[];
}

export const resourceDefinitions: ManifestView<ResourceDefinition> = {
  kind: "manifests",
  name: "resource-definitions",
  mentions: (word) => word === "CustomResourceDefinition",
  inSamples: false,
  read: (manifest) => {
    const { apiVersion, kind, value } = manifest;
    if (kind !== "CustomResourceDefinition" || !apiVersion.startsWith("apiextensions.k8s.io/")) return [];
    const [group, named] = [value?.textAt("spec", "group"), value?.textAt("spec", "names", "kind")];
    if (value === undefined || group === undefined || named === undefined) return [];
    return [
      {
        group: detached(group),
        kind: detached(named),
        certainty: manifest.certainty,
        versions: versionsOf(value, manifest),
        stored: (value.get("status", "storedVersions")?.items() ?? []).flatMap((item) => {
          const name = item.text();
          return name === undefined
            ? []
            : [{ name: detached(name), place: placeOf(manifest, item.position()) }];
        }),
      },
    ];
  },
};

/** v1beta1 may name a single version beside the list, or alone. */
function versionsOf(root: SourceValue, manifest: Manifest): readonly DefinedVersion[] {
  const listed = root.get("spec", "versions")?.items() ?? [];
  const single = root.get("spec", "version");
  const name = single?.text();
  if (listed.length === 0 && single !== undefined && name !== undefined) {
    const place = placeOf(manifest, single.position());
    return [{ name: detached(name), served: true, deprecated: false, place }];
  }
  return listed.map((version) => ({
    name: detached(version.textAt("name") ?? ""),
    served: version.get("served")?.boolean() !== false,
    deprecated: version.get("deprecated")?.boolean() === true,
    place: placeOf(manifest, version.get("name")?.position() ?? version.position()),
  }));
}
