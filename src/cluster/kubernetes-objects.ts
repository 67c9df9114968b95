import type { SourceDocuments } from "../source/documents.ts";
import type { ObjectReference } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import type { RepositoryFile } from "./reader.ts";

/** One Kubernetes object of a file, taken out of its List where it lies in one. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly value: SourceValue;
  /** The List that holds it; objects of one List were taken together. */
  readonly list?: SourceValue;
}

const known = new WeakMap<SourceDocuments, readonly KubernetesObject[]>();

/**
 * The Kubernetes objects of a file: its documents, the items of `List`, `NodeList`, `PodList` and the like,
 * and those of a bare array (`jq .items`). Documents that are no objects are left out.
 */
export function objectsOf(file: RepositoryFile): readonly KubernetesObject[] {
  const documents = file.documents();
  const cached = known.get(documents);
  if (cached !== undefined) return cached;
  const objects = documents.documents.flatMap((document) => objectsIn(document.root));
  known.set(documents, objects);
  return objects;
}

/** What a finding's place says about the object it lies in. */
export function referenceTo(object: KubernetesObject): ObjectReference {
  const name = nameOf(object);
  const namespace = namespaceOf(object);
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

export function nameOf(object: KubernetesObject): string | undefined {
  return object.value.textAt("metadata", "name");
}

export function namespaceOf(object: KubernetesObject): string | undefined {
  return object.value.textAt("metadata", "namespace");
}

/** Whether the object was read from a running cluster: the API server gives these to everything it stores. */
export function isTakenFromCluster({ value }: KubernetesObject): boolean {
  const metadata = value.get("metadata");
  return ["uid", "resourceVersion", "creationTimestamp"].some((key) => metadata?.textAt(key) !== undefined);
}

/** Lists may hold Lists; what lies in the outermost one was taken together. */
function objectsIn(root: SourceValue, defaults: Defaults = {}): readonly KubernetesObject[] {
  if (root.kind === "sequence") return root.items().flatMap((item) => objectFrom(item, {}));
  const kind = root.textAt("kind") ?? defaults.kind;
  const items = root.get("items");
  if (kind?.endsWith("List") !== true || items?.kind !== "sequence") return objectFrom(root, defaults);
  const itemKind = kind === "List" ? undefined : kind.slice(0, -"List".length);
  const inner: Defaults = {
    list: defaults.list ?? root,
    ...(itemKind === undefined ? {} : { kind: itemKind, apiVersion: root.textAt("apiVersion") }),
  };
  return items.items().flatMap((item) => objectsIn(item, inner));
}

interface Defaults {
  readonly list?: SourceValue;
  readonly kind?: string;
  readonly apiVersion?: string | undefined;
}

function objectFrom(value: SourceValue, defaults: Defaults): readonly KubernetesObject[] {
  const kind = value.textAt("kind") ?? defaults.kind;
  const apiVersion = value.textAt("apiVersion") ?? defaults.apiVersion;
  if (kind === undefined || apiVersion === undefined) return [];
  return [{ apiVersion, kind, value, ...(defaults.list === undefined ? {} : { list: defaults.list }) }];
}
