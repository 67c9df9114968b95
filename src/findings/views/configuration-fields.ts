import { CONFIG_GROUPS, type ConfigField, configFields } from "../../kubernetes/component-config-fields.ts";
import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readEmbedded } from "../../source/embedded.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { fieldKeys } from "./field-keys.ts";
import { placeOf } from "./place-of.ts";

/** A field of a component's configuration that some version or minor of its kind does not have. */
export interface ConfigurationField {
  readonly field: ConfigField;
  /** The version that the file is written in: `v1beta3`. */
  readonly version: string;
  readonly place: Place;
}

/** Such fields in files of their own, and inside ConfigMaps. */
export const configurationFields: ManifestView<ConfigurationField> = {
  kind: "manifests",
  name: "configuration-fields",
  inSamples: false,
  mentions: (word) => CONFIG_GROUPS.has(groupOf(word)),
  read: (manifest) => {
    const { kind, value } = manifest;
    if (value === undefined) return [];
    const roots = kind === "ConfigMap" ? embeddedIn(value) : [value];
    return roots.flatMap((root) => {
      const apiVersion = root.textAt("apiVersion") ?? "";
      const of = { apiVersion, kind: root.textAt("kind") ?? "", manifest };
      return [...fieldsOf(root, of), ...argumentsOf(root, of)];
    });
  },
};

function embeddedIn(map: SourceValue): readonly SourceValue[] {
  return (map.get("data")?.entries() ?? []).flatMap(([, text]) =>
    namesGroup(text.text() ?? "") ? readEmbedded(text).documents.map(({ root }) => root) : [],
  );
}

function namesGroup(text: string): boolean {
  return [...CONFIG_GROUPS].some((group) => text.includes(group));
}

interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly manifest: Manifest;
}

function fieldsOf(value: SourceValue, { apiVersion, kind, manifest }: Owner): readonly ConfigurationField[] {
  const version = detached(apiVersion.slice(apiVersion.indexOf("/") + 1));
  return configFields(groupOf(apiVersion), kind).flatMap((field) =>
    fieldKeys(value, field.path).map((at) => ({ field, version, place: placeOf(manifest, at) })),
  );
}

/** The scheduler reads the arguments of a plugin as `<plugin>Args`, in the file's version where they name none. */
function argumentsOf(root: SourceValue, owner: Owner): readonly ConfigurationField[] {
  if (owner.kind !== "KubeSchedulerConfiguration") return [];
  const profiles = root.get("profiles")?.items() ?? [];
  return profiles
    .flatMap((profile) => profile.get("pluginConfig")?.items() ?? [])
    .flatMap((plugin) => {
      const given = plugin.get("args");
      if (given === undefined) return [];
      const apiVersion = given.textAt("apiVersion") ?? owner.apiVersion;
      return fieldsOf(given, { ...owner, apiVersion, kind: `${plugin.textAt("name") ?? ""}Args` });
    });
}

function groupOf(apiVersion: string): string {
  return apiVersion.split("/", 1)[0] ?? "";
}
