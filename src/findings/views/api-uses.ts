import type { ApiName } from "../../kubernetes/api-facts.ts";
import { apiFacts } from "../../kubernetes/api-table.ts";
import { isNotableApi, mayNameNotableApi, servedSince } from "../../kubernetes/notable-apis.ts";
import type { Manifest } from "../../manifests/manifest.ts";
import { type ManifestView, READ_BY_NO_VIEW } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceValue } from "../../source/value.ts";
import { type ApiRole, type ApiUse, apiUse, keyPlace } from "./api-use.ts";

/** The APIs that objects have, and those that they name inside by `apiVersion` and `kind`. */
export const apiUses: ManifestView<ApiUse> = {
  kind: "manifests",
  name: "api-uses",
  mentions: mayNameNotableApi,
  settledIn: servedSince,
  inSamples: true,
  readsNamesOnly: true,
  wantsParts: true,
  read: (manifest) => [
    ...(isPartOfTexts(manifest) ? [] : objectUse(manifest)),
    ...(manifest.value === undefined || !mayNameOthers(manifest.value) || KUSTOMIZE.test(manifest.apiVersion)
      ? []
      : usesInside(manifest.value, manifest)),
  ],
};

/** False where the text names one API only, which is that of the object itself: most objects are not searched. */
function mayNameOthers({ source: { text } }: SourceValue): boolean {
  const first = text.indexOf("apiVersion");
  // An escaped letter may hide a key.
  return first === -1 || text.includes("apiVersion", first + 1) || text.includes("\\");
}

/** Kustomize's own files name APIs in more ways, and are read as files. */
const KUSTOMIZE = /^kustomize\.config\.k8s\.io\//;

function objectUse(manifest: Manifest): readonly ApiUse[] {
  if (!isNotableApi(manifest)) return [];
  const use = apiUse(manifest, roleOfManifest(manifest), { path: manifest.path, ...manifest.at });
  const { certainty, alternatives, requires } = manifest;
  return [
    {
      ...use,
      certainty,
      ...(alternatives === undefined ? {} : { alternatives: alternatives.map(detached) }),
      ...(requires === undefined ? {} : { requires }),
    },
  ];
}

/** A patch names the object that it changes; what lies inside a template's object is told apart by its field. */
function roleOfManifest({ part, ...manifest }: Manifest): ApiRole {
  if (part === undefined) return "object";
  if (part.of === "kustomization") return "reference";
  if (part.field.endsWith("scaleTargetRef")) return "scale-target";
  return part.hasMetadata || isConfiguration(manifest) ? "object" : "reference";
}

/** Every mapping below an object that has both keys: owners, scale targets, embedded objects and configurations. */
function usesInside(value: SourceValue, manifest: Manifest, key = ""): readonly ApiUse[] {
  const children: readonly (readonly [string, SourceValue])[] =
    value.kind === "mapping" ? value.entries() : value.items().map((item) => [key, item] as const);
  return children.flatMap(([name, child]) => {
    if (child.kind === "scalar" || name === READ_BY_NO_VIEW || TEXTS.has(name)) return [];
    if (value === manifest.value && (DATA.has(name) || isReadAlone(name, manifest))) return [];
    return [...useOf(child, name, manifest), ...usesInside(child, manifest, name)];
  });
}

/** Mappings of texts, whose keys anybody may choose. */
const TEXTS: ReadonlySet<string> = new Set(["labels", "annotations", "matchLabels", "nodeSelector"]);
/** The same of a ConfigMap or Secret. */
const DATA: ReadonlySet<string> = new Set(["data", "stringData", "binaryData"]);

/** The objects of an OpenShift Template are manifests of their own. */
function isReadAlone(name: string, { kind }: Manifest): boolean {
  return kind === "Template" && name === "objects";
}

/** What a template has at such a field. */
function isPartOfTexts({ part }: Manifest): boolean {
  if (part?.of !== "template") return false;
  return DATA.has(part.field) || TEXTS.has(part.field.slice(part.field.lastIndexOf(".") + 1));
}

function useOf(value: SourceValue, key: string, manifest: Manifest): readonly ApiUse[] {
  const [apiVersion, kind] = [value.textAt("apiVersion"), value.textAt("kind")];
  if (apiVersion === undefined || kind === undefined) return [];
  if (!isNotableApi({ apiVersion, kind })) return [];
  const metadata = value.get("metadata") ?? value;
  const [name, namespace] = [metadata.textAt("name"), metadata.textAt("namespace")];
  const use = apiUse(
    { apiVersion, kind, name, namespace },
    roleOf(value, key, { apiVersion, kind }),
    keyPlace(value, "apiVersion"),
  );
  return [{ ...use, certainty: manifest.certainty }];
}

/** What has metadata, or is a component's configuration, is an object that something applies or reads; a patch is none. */
function roleOf(value: SourceValue, key: string, named: ApiName): ApiRole {
  if (key === "scaleTargetRef") return "scale-target";
  if (key === "patchesStrategicMerge") return "reference";
  const isObject = value.get("metadata")?.kind === "mapping" || isConfiguration(named);
  return isObject ? "object" : "reference";
}

function isConfiguration(api: ApiName): boolean {
  return apiFacts(api)?.isConfiguration === true;
}
