/** What a YAML or JSON document holds. */
export type Value = string | number | boolean | null | readonly Value[] | Mapping;

export interface Mapping {
  readonly [key: string]: Value;
}

/** A Kubernetes object. */
export interface Manifest extends Mapping {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * The Kubernetes version that a mapping names: an object (it has `metadata`), a reference such as
 * `scaleTargetRef`, or the target of a kustomize patch, which names group and version apart.
 */
export interface Mention {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly class: "object" | "reference";
  /** The key on whose line it stands. */
  readonly key: "apiVersion" | "version";
}

/** What a mapping mentions, or undefined. */
export function mentionOf(mapping: Mapping): Mention | undefined {
  const { apiVersion, group, version, kind, name, metadata } = mapping;
  if (typeof kind !== "string") return undefined;
  if (typeof apiVersion === "string") {
    if (!isMapping(metadata))
      return { apiVersion, kind, ...named(name), class: "reference", key: "apiVersion" };
    return { apiVersion, kind, ...identityOf(metadata), class: "object", key: "apiVersion" };
  }
  if (typeof version !== "string" || typeof group !== "string") return undefined;
  return { apiVersion: `${group}/${version}`, kind, ...named(name), class: "reference", key: "version" };
}

export function isMapping(value: Value | undefined): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function named(name: Value | undefined) {
  return typeof name === "string" ? { name } : {};
}

function identityOf({ name, namespace }: Mapping) {
  return { ...named(name), ...(typeof namespace === "string" ? { namespace } : {}) };
}
