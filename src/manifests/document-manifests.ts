import type { SourceValue } from "../source/value.ts";
import { ansibleDefinitions, knownName } from "./ansible-definitions.ts";
import type { Manifest } from "./manifest.ts";

/**
 * The objects of one document: itself, the items of a `List`, `DeploymentList` and the like (Lists in Lists
 * too), of a bare array, of an OpenShift `Template`, of a JSON object that Jsonnet made of several, and those
 * that the tasks of Ansible apply.
 */
export function documentManifests(root: SourceValue): readonly Manifest[] {
  if (root.kind === "sequence") {
    return [...root.items().flatMap((item) => documentManifests(item)), ...appliedByAnsible(root)];
  }
  if (isNamedByKind(root)) return objectsFrom(root, {});
  if (!root.source.path.endsWith(".json")) return [];
  return root.entries().flatMap(([, value]) => (isObject(value) ? objectsFrom(value, {}) : []));
}

/** How many objects {@link documentManifests} finds. */
export function countObjects(root: SourceValue): number {
  const kind = root.textAt("kind");
  const isPlain =
    kind !== undefined && isNamedByKind(root) && root.has("apiVersion") && !/List$|^Template$/.test(kind);
  return isPlain ? 1 : documentManifests(root).length;
}

/** In a mapping of something else only what is complete is an object: values name API versions too. */
function isObject(value: SourceValue): boolean {
  return value.has("kind") && value.has("apiVersion") && value.get("metadata")?.kind === "mapping";
}

/** What variables fill in is no object yet: of such a one only what it is can be told. */
function appliedByAnsible(root: SourceValue): readonly Manifest[] {
  return ansibleDefinitions(root).flatMap(({ value, isConditional, isPartial }) =>
    objectsFrom(value, {}).map((manifest) => {
      const certainty = isConditional ? "likely" : manifest.certainty;
      return { ...(isPartial ? withoutValue(manifest) : manifest), certainty };
    }),
  );
}

function withoutValue({ path, apiVersion, kind, at, certainty, name, namespace }: Manifest): Manifest {
  const [ownName, ownNamespace] = [knownName(name), knownName(namespace)];
  return {
    path,
    apiVersion,
    kind,
    at,
    certainty,
    ...(ownName === undefined ? {} : { name: ownName }),
    ...(ownNamespace === undefined ? {} : { namespace: ownNamespace }),
  };
}

/** What the items of a typed list need not repeat. */
interface Defaults {
  readonly apiVersion?: string | undefined;
  readonly kind?: string;
}

function objectsFrom(value: SourceValue, defaults: Defaults): readonly Manifest[] {
  const kind = nameAt(value, "kind") ?? defaults.kind;
  const apiVersion = nameAt(value, "apiVersion") ?? defaults.apiVersion;
  const listed = kind === undefined ? undefined : listedIn(value, kind);
  if (listed !== undefined) {
    const inner = itemDefaults(kind ?? "", apiVersion);
    return listed.items().flatMap((item) => objectsFrom(item, inner));
  }
  if (kind === undefined || apiVersion === undefined || value.kind !== "mapping") return [];
  const objects = kind === "Template" ? value.get("objects")?.items() : undefined;
  return [manifestOf(value, apiVersion, kind), ...(objects ?? []).flatMap((item) => objectsFrom(item, {}))];
}

/** Without the line end that a block scalar keeps (`apiVersion: >`): no name has one. */
function nameAt(value: SourceValue, key: "apiVersion" | "kind"): string | undefined {
  return value.textAt(key)?.trim();
}

function listedIn(value: SourceValue, kind: string): SourceValue | undefined {
  const items = kind.endsWith("List") ? value.get("items") : undefined;
  return items?.kind === "sequence" ? items : undefined;
}

function itemDefaults(kind: string, apiVersion: string | undefined): Defaults {
  return kind === "List" ? {} : { kind: kind.slice(0, -"List".length), apiVersion };
}

function manifestOf(value: SourceValue, apiVersion: string, kind: string): Manifest {
  const name = value.textAt("metadata", "name");
  const namespace = value.textAt("metadata", "namespace");
  return {
    path: value.source.path,
    apiVersion,
    kind,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
    at: value.keyPosition("apiVersion") ?? value.position(),
    certainty: "proven",
    value,
  };
}

function isNamedByKind(value: SourceValue): boolean {
  return value.kind === "mapping" && (value.has("kind") || value.has("apiVersion")) && !isChartValues(value);
}

/** What a chart is given (`values.yaml`, `values-prod.yaml`) may have keys of these names. */
function isChartValues(value: SourceValue): boolean {
  const isComplete = value.has("metadata") || value.has("items");
  return !isComplete && /(?:^|\/)values[^/]*\.ya?ml$/.test(value.source.path);
}
