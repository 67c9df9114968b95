import { type ClusterApiObject, clusterNameIn } from "./cluster-api-objects.ts";
import { isPlaceholder } from "./version-reading.ts";

/** The objects of one cluster. */
export interface ClusterApiGroup {
  /** The cluster's name, longer where several clusters of the repository have the same. */
  readonly name: string;
  readonly objects: readonly ClusterApiObject[];
}

/**
 * Sorts objects by the cluster they belong to: by the name they give, by the reference that the Cluster or
 * the pools make to them, within one namespace. Files of kustomize overlays, which give only a part of an
 * object, stay with the cluster they patch; whole Clusters of one name in different directories are several.
 * A placeholder names nothing beyond its own directory.
 */
export function groupByCluster(objects: readonly ClusterApiObject[]): readonly ClusterApiGroup[] {
  const referrers = referrersOf(objects);
  const members = objects.flatMap((object) => {
    const referring = referrers
      .get(`${object.kind}/${object.name}`)
      ?.find((other) => sameNamespace(object, other));
    const cluster = clusterNameIn(object) ?? (referring === undefined ? undefined : clusterNameIn(referring));
    return cluster === undefined ? [] : [{ cluster, object }];
  });
  return [...Map.groupBy(members, scopeOf).values()]
    .flatMap((all) =>
      separate(
        all[0]?.cluster ?? "",
        all.map(({ object }) => object),
      ),
    )
    .filter(({ objects: own }) => own.some(({ role }) => ANCHORS.has(role)) && own.some(isSettled));
}

interface Member {
  readonly cluster: string;
  readonly object: ClusterApiObject;
}

function scopeOf({ cluster, object }: Member): string {
  return isPlaceholder(cluster) ? `${cluster} ${directoryOf(object)}` : cluster;
}

/** Configurations alone are templates that a cluster may or may not use. */
const ANCHORS: ReadonlySet<ClusterApiObject["role"]> = new Set([
  "cluster",
  "control-plane",
  "pool",
  "machine",
]);

/** Who refers to an object by kind and name: a Cluster to its control plane, a pool to its configuration. */
function referrersOf(objects: readonly ClusterApiObject[]): ReadonlyMap<string, readonly ClusterApiObject[]> {
  const pairs = objects.flatMap((object) => referencesOf(object).map((reference) => ({ reference, object })));
  const grouped = [...Map.groupBy(pairs, ({ reference }) => reference)];
  return new Map(grouped.map(([reference, all]) => [reference, all.map(({ object }) => object)]));
}

function referencesOf({ role, value }: ClusterApiObject): readonly string[] {
  const spec = value.get("spec");
  const references =
    role === "cluster"
      ? [spec?.get("controlPlaneRef")]
      : role === "pool"
        ? [spec?.get("template", "spec", "bootstrap", "configRef")]
        : role === "machine"
          ? [spec?.get("bootstrap", "configRef")]
          : [];
  return references.map((reference) => `${reference?.textAt("kind")}/${reference?.textAt("name")}`);
}

/** An object without a namespace gets one when it is applied; it may be that of any other. */
function sameNamespace(left: ClusterApiObject, right: ClusterApiObject): boolean {
  return left.namespace === undefined || right.namespace === undefined || left.namespace === right.namespace;
}

/** Several clusters of one name are told apart by their namespaces, or by the directories of their Clusters. */
function separate(name: string, objects: readonly ClusterApiObject[]): readonly ClusterApiGroup[] {
  const [first, ...others] = new Set(objects.flatMap(({ namespace }) => namespace ?? []));
  if (first !== undefined && others.length > 0) {
    const byNamespace = Map.groupBy(objects, ({ namespace }) => namespace ?? first);
    return [...byNamespace].map(([namespace, own]) => ({ name: `${namespace}/${name}`, objects: own }));
  }
  const homes = [...new Set(objects.filter(isWholeCluster).map(directoryOf))];
  if (homes.length < 2) return [{ name, objects }];
  const nearest = nearestHome(homes);
  const byHome = Map.groupBy(objects, (object) => nearest(directoryOf(object)));
  return homes.map((home) => ({
    name: home === "" ? name : `${home}/${name}`,
    objects: byHome.get(home) ?? [],
  }));
}

/**
 * Whether an object says more than a patch does: a version, or what its cluster is made of. Patches and
 * components of kustomize that only add to a cluster of another repository are none of this one.
 */
function isSettled(object: ClusterApiObject): boolean {
  const { value } = object;
  const versions = [
    value.get("spec", "version"),
    value.get("spec", "agentConfig", "version"),
    value.get("spec", "controlPlaneVersion"),
    value.get("spec", "topology", "version"),
    value.get("spec", "template", "spec", "version"),
  ];
  return isWholeCluster(object) || versions.some((version) => version?.text() !== undefined);
}

/** A patch repeats a Cluster's name and little else; the Cluster itself says what it is made of. */
function isWholeCluster({ role, value }: ClusterApiObject): boolean {
  const spec = value.get("spec");
  const whole = [
    spec?.get("topology", "class"),
    spec?.get("topology", "classRef"),
    spec?.get("controlPlaneRef"),
    spec?.get("infrastructureRef"),
  ];
  return role === "cluster" && whole.some((part) => part !== undefined);
}

function directoryOf({ path }: ClusterApiObject): string {
  return path.split("/").slice(0, -1).join("/");
}

/** Finds the home that has the longest beginning in common with a directory, rather one above it than one beside it. */
function nearestHome(homes: readonly string[]): (directory: string) => string | undefined {
  const below = new Map(homes.map((home) => [home, home]));
  for (const home of homes) {
    for (const folder of withFoldersAbove(home)) if (!below.has(folder)) below.set(folder, home);
  }
  return (directory) => {
    const known = withFoldersAbove(directory).find((folder) => below.has(folder));
    return known === undefined ? undefined : below.get(known);
  };
}

/** `a/b/c` → `a/b/c`, `a/b`, `a` and the root. */
function withFoldersAbove(directory: string): readonly string[] {
  const folders = directory === "" ? [] : directory.split("/");
  return Array.from({ length: folders.length + 1 }, (_, up) =>
    folders.slice(0, folders.length - up).join("/"),
  );
}
