import { configFields } from "../../kubernetes/component-config-fields.ts";
import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readEmbedded } from "../../source/embedded.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { placeOf } from "./place-of.ts";

/** A top-level field of a component's configuration that some minor does not have. */
export interface ConfigurationField {
  readonly kind: string;
  readonly field: string;
  readonly addedIn?: string;
  readonly removedIn?: string;
  readonly place: Place;
}

const GROUPS = /^kube(?:let|proxy|scheduler)\.config\.k8s\.io\//;

/** Such fields in files of their own, and inside ConfigMaps. */
export const configurationFields: ManifestView<ConfigurationField> = {
  kind: "manifests",
  name: "configuration-fields",
  inSamples: false,
  mentions: (word) => GROUPS.test(word),
  read: (manifest) => {
    const { kind, value } = manifest;
    if (value === undefined) return [];
    const roots = kind === "ConfigMap" ? embeddedIn(value) : [value];
    return roots.flatMap((root) => fieldsOf(root, manifest));
  },
};

function embeddedIn(map: SourceValue): readonly SourceValue[] {
  return (map.get("data")?.entries() ?? []).flatMap(([, text]) =>
    /kube(?:let|proxy|scheduler)\.config\.k8s\.io\//.test(text.text() ?? "")
      ? readEmbedded(text).documents.map(({ root }) => root)
      : [],
  );
}

function fieldsOf(configuration: SourceValue, manifest: Manifest): readonly ConfigurationField[] {
  const apiVersion = configuration.textAt("apiVersion") ?? "";
  if (!GROUPS.test(apiVersion)) return [];
  const kind = configuration.textAt("kind") ?? "";
  const known = configFields(apiVersion.split("/", 1)[0] ?? "", kind);
  return configuration.entries().flatMap(([name]) => {
    const field = known.get(name);
    const at = configuration.keyPosition(name);
    if (field === undefined || at === undefined) return [];
    const { addedIn, removedIn } = field;
    return [
      {
        kind: detached(kind),
        field: field.field,
        ...(addedIn === undefined ? {} : { addedIn }),
        ...(removedIn === undefined ? {} : { removedIn }),
        place: placeOf(manifest, at),
      },
    ];
  });
}
