import type { Cluster, ClusterNode, ComponentInstance } from "../cluster/cluster.ts";
import type { ReleaseFacts } from "../kubernetes/releases.ts";
import { compareVersions, tryParseVersion, type Version } from "../kubernetes/version.ts";
import { isOptionLike, quote, requiredVariable } from "../source/shell.ts";
import { type KubeadmPaths, kubeadmPaths } from "./kubeadm-settings.ts";

/** A node, or a pool of `count` nodes, as the planner sees it. */
export interface PlanNode {
  readonly name: string;
  readonly role: "control-plane" | "worker";
  /** How many machines the entry stands for. */
  readonly count: number;
  /** The name as one shell word; a marked variable where only the pool is known. */
  readonly word: string;
  /** True where the name would be taken for an option. */
  readonly optionLike: boolean;
  /** Undefined where the version is missing or cannot be read. */
  readonly kubelet: Version | undefined;
  readonly kubeProxy: Version | undefined;
  readonly source?: ClusterNode;
}

/** A control-plane node with what runs on it; `components` are the versions of all its static pods but etcd. */
export interface ControlPlaneNode extends PlanNode {
  readonly role: "control-plane";
  readonly apiServer: Version;
  readonly components: readonly Version[];
}

/** The cluster as the planner sees it: every node once, control plane first, each in the order of the input. */
export interface Terrain {
  readonly cluster: Cluster;
  readonly controlPlanes: readonly [ControlPlaneNode, ...ControlPlaneNode[]];
  readonly workers: readonly PlanNode[];
  readonly nodes: readonly PlanNode[];
  readonly oldestApiServer: Version;
  readonly newestApiServer: Version;
  readonly paths: KubeadmPaths;
  /** What is known of releases: where a minor ends, and which versions exist. */
  readonly releases: ReleaseFacts;
  /** True where no file lists the nodes and the control plane stands for all of them. */
  readonly nodesUnknown: boolean;
}

/** Reads the terrain; undefined where no API server's version can be read. */
export function readTerrain(cluster: Cluster, releases: ReleaseFacts): Terrain | undefined {
  const apiServers = cluster.controlPlane.apiServers.flatMap(({ version }) => tryParseVersion(version) ?? []);
  const [oldestApiServer, newestApiServer] = [
    apiServers.toSorted(compareVersions)[0],
    apiServers.toSorted(compareVersions).at(-1),
  ];
  if (oldestApiServer === undefined || newestApiServer === undefined) return undefined;
  const listed = cluster.nodes.filter(({ role }) => role === "control-plane").map(nodeOf);
  const components = componentsOf(cluster, oldestApiServer);
  const [first, ...others] = [...listed, ...unlisted(cluster, listed, oldestApiServer)].map((node) =>
    controlPlaneNode(node, components),
  );
  if (first === undefined) return undefined;
  const workers = poolOrder(cluster.nodes.filter(({ role }) => role === "worker")).map(nodeOf);
  return {
    cluster,
    controlPlanes: [first, ...others],
    workers,
    nodes: [first, ...others, ...workers],
    oldestApiServer,
    newestApiServer,
    paths: kubeadmPaths(cluster),
    releases,
    nodesUnknown: cluster.nodes.length === 0,
  };
}

/** Pools one after the other, in the order in which they appear. */
function poolOrder(nodes: readonly ClusterNode[]): readonly ClusterNode[] {
  return [...Map.groupBy(nodes, ({ pool }) => pool ?? "").values()].flat();
}

function nodeOf(source: ClusterNode): PlanNode {
  const count = source.count ?? 1;
  return {
    name: source.name,
    role: source.role,
    count,
    word: count === 1 && source.count === undefined ? quote(source.name) : poolVariable(source.name),
    optionLike: isOptionLike(source.name),
    kubelet: tryParseVersion(source.kubeletVersion),
    kubeProxy: tryParseVersion(source.kubeProxyVersion ?? ""),
    source,
  };
}

function poolVariable(pool: string): string {
  return requiredVariable("NODE", `set to the name of one node of ${pool}, one after the other`);
}

/** Control-plane nodes that only their static pods name, or, with no list at all, one that stands for all. */
function unlisted(cluster: Cluster, listed: readonly PlanNode[], version: Version): readonly PlanNode[] {
  const known = new Set(listed.map(({ name }) => name));
  const named = cluster.controlPlane.apiServers.flatMap(({ node }) => node ?? []);
  const missing = [...new Set(named)].filter((name) => !known.has(name));
  if (listed.length + missing.length > 0) return missing.map((name) => assumed(name, quote(name), version));
  const word = requiredVariable("CONTROL_PLANE_NODE", "set to the name of the control-plane node");
  return [assumed("control-plane", word, version)];
}

function assumed(name: string, word: string, kubelet: Version): PlanNode {
  return {
    name,
    role: "control-plane",
    count: 1,
    word,
    optionLike: isOptionLike(name),
    kubelet,
    kubeProxy: undefined,
  };
}

function controlPlaneNode(node: PlanNode, { apiServers, managers, fallback }: Components): ControlPlaneNode {
  // Of several that name no node any one may run here: the oldest is what has to move.
  const [apiServer = fallback, ...others] = apiServers(node.name);
  const components: ControlPlaneNode["components"] = [apiServer, ...others, ...managers(node.name)];
  return { ...node, role: "control-plane", apiServer, components };
}

/** What runs on a control-plane node, by its name. */
interface Components {
  /** Oldest first, each version once. */
  readonly apiServers: (node: string) => readonly Version[];
  /** What an API server is taken for where none is known on the node. */
  readonly fallback: Version;
  readonly managers: (node: string) => readonly Version[];
}

function componentsOf({ controlPlane }: Cluster, fallback: Version): Components {
  const [apiServers, controllerManagers, schedulers] = [
    versionsByNode(controlPlane.apiServers),
    versionsByNode(controlPlane.controllerManagers),
    versionsByNode(controlPlane.schedulers),
  ];
  return {
    apiServers,
    fallback,
    managers: (node) => [...controllerManagers(node), ...schedulers(node)],
  };
}

/** The versions on a node; instances that name no node count for every one that has none of its own. */
function versionsByNode(instances: readonly ComponentInstance[]): (node: string) => readonly Version[] {
  const byNode = new Map(
    [...Map.groupBy(instances, ({ node }) => node)].map(([node, own]) => [node, distinctVersions(own)]),
  );
  return (node) => byNode.get(node) ?? byNode.get(undefined) ?? [];
}

function distinctVersions(instances: readonly ComponentInstance[]): readonly Version[] {
  const texts = new Set(instances.map(({ version }) => version));
  return [...texts].flatMap((text) => tryParseVersion(text) ?? []).toSorted(compareVersions);
}
