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
const ANCHORS: ReadonlySet<ClusterApiObject["role"]> = new Set(["cluster", "control-plane", "pool"]);

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
        : [];
  return references.map((reference) => `${reference?.textAt("kind")}/${reference?.textAt("name")}`);
}

/** An object without a namespace gets one when it is applied; it may be that of any other. */
function sameNamespace(left: ClusterApiObject, right: ClusterApiObject): boolean {
  return left.namespace === undefined || right.namespace === undefined || left.namespace === right.namespace;
}

/** Several clusters of one name are told apart by their namespaces, or by the directories of their Clusters. */
function separate(name: string, objects: readonly ClusterApiObject[]): readonly ClusterApiGroup[] {
  const namespaces = [...new Set(objects.flatMap(({ namespace }) => namespace ?? []))];
  if (namespaces.length > 1) {
    return namespaces.map((namespace, index) => ({
      name: `${namespace}/${name}`,
      objects: objects.filter(
        (object) => object.namespace === namespace || (index === 0 && object.namespace === undefined),
      ),
    }));
  }
  const homes = [...new Set(objects.filter(isWholeCluster).map(directoryOf))];
  if (homes.length < 2) return [{ name, objects }];
  return homes.map((home) => ({
    name: home === "" ? name : `${home}/${name}`,
    objects: objects.filter((object) => nearest(directoryOf(object), homes) === home),
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

/** The home with the longest common beginning. */
function nearest(directory: string, homes: readonly string[]): string | undefined {
  const measured = homes.map((home) => ({ home, shared: sharedFolders(directory, home) }));
  return measured.toSorted((left, right) => right.shared - left.shared)[0]?.home;
}

function sharedFolders(left: string, right: string): number {
  const [ones, others] = [left.split("/"), right.split("/")];
  const differs = ones.findIndex((folder, index) => folder !== others[index]);
  return differs === -1 ? ones.length : differs;
}
