import type { ClusterSettings } from "../config/cluster-settings.ts";
import type { Finding } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type { Addon, Cluster, ClusterNode, Distribution, KubeadmSettings } from "./cluster.ts";
import { readControlPlane } from "./control-plane.ts";
import { readDesiredVersion } from "./desired-version.ts";
import type { ObservationGroup } from "./group-observations.ts";
import { incompleteClusterFindings } from "./incomplete-cluster.ts";
import { mergedSettings } from "./kubeadm-settings.ts";
import { mergeNodes } from "./merge-nodes.ts";
import { foreignClusterFindings } from "./not-managed-by-kubeadm.ts";
import { optional } from "./optional-member.ts";
import type { Observation, VersionReading } from "./reader.ts";

/** A cluster and what had to be said while it was put together; every finding carries the cluster's name. */
export interface AssembledCluster {
  readonly cluster: Cluster;
  readonly findings: readonly Finding[];
}

/** What a cluster is made of. */
export interface ClusterParts {
  readonly name: string;
  readonly group: ObservationGroup;
  /** What `.github/kubehop.yml` says about it. */
  readonly settings: ClusterSettings;
}

/** Makes one cluster of the observations that describe it. */
export function assembleCluster({ name, group, settings: configured }: ClusterParts): AssembledCluster {
  const { observations } = group;
  const { nodes, findings: nodeFindings } = mergeNodes(observations);
  const { controlPlane, findings } = readControlPlane(observations, nodes);
  const settings = observations.flatMap(({ kubeadm }) => kubeadm ?? []);
  const desired = readDesiredVersion(observations);
  const cluster: Cluster = {
    name,
    ...optional("environment", configured.environment ?? first(observations, "environment")),
    distribution: mostSpecific(observations),
    ...optional("desiredVersion", desired.version),
    ...optional("declaredVersion", declaredVersion(observations)),
    controlPlane,
    nodes: nodes.map((node) => withPackageManager(node, configured)),
    ...optional("kubeadm", mergedSettings(bySnapshotFirst(observations, settings))),
    ...optional("kubectl", first(observations, "kubectl")),
    ...optional("policy", configured.policy),
    addons: mergeAddons(observations),
    origins: uniqueOrigins(observations),
  };
  const all = [
    ...nodeFindings,
    ...findings,
    ...desired.findings,
    ...incompleteClusterFindings(cluster, observations),
    ...foreignClusterFindings(cluster, observations),
  ];
  return { cluster, findings: all.map((finding) => ({ ...finding, cluster: name })) };
}

/** What the configuration says counts only where no file names the node's system. */
function withPackageManager(node: ClusterNode, { packageManager }: ClusterSettings): ClusterNode {
  if (packageManager === undefined || node.os?.image !== undefined || node.os?.family === "windows")
    return node;
  return { ...node, os: { ...node.os, packageManager } };
}

function first<Member extends keyof Observation>(
  observations: readonly Observation[],
  member: Member,
): Observation[Member] | undefined {
  return observations.find((observation) => observation[member] !== undefined)?.[member];
}

/** kubeadm is what many tools use underneath, so a tool that names itself says more. */
function mostSpecific(observations: readonly Observation[]): Distribution {
  const ranked = observations
    .map(({ distribution }) => distribution)
    .toSorted((left, right) => rank(right) - rank(left));
  return ranked[0] ?? "unknown";
}

function rank(distribution: Distribution): number {
  const underneath = ["unknown", "kubeadm", "cluster-api"].indexOf(distribution);
  return underneath === -1 ? 3 : underneath;
}

function declaredVersion(observations: readonly Observation[]): VersionReading | undefined {
  return observations.find(
    ({ nature, kubernetesVersion }) => nature === "declaration" && kubernetesVersion !== undefined,
  )?.kubernetesVersion;
}

/** The configuration that is in the cluster counts before the file that somebody may apply. */
function bySnapshotFirst(
  observations: readonly Observation[],
  settings: readonly KubeadmSettings[],
): readonly KubeadmSettings[] {
  const running = observations.flatMap(({ nature, kubeadm }) =>
    nature === "snapshot" && kubeadm !== undefined ? [kubeadm] : [],
  );
  return [...running, ...settings.filter((one) => !running.includes(one))];
}

function mergeAddons(observations: readonly Observation[]): readonly Addon[] {
  const addons = new Map<string, Addon>();
  for (const addon of observations.flatMap((observation) => observation.addons ?? [])) {
    const key = `${addon.name} ${addon.version ?? ""}`;
    if (!addons.has(key)) addons.set(key, addon);
  }
  return [...addons.values()];
}

/** Each spot once; aliases make several fields of one. Columns stay below 2^26, so both fit into one number. */
function uniqueOrigins(observations: readonly Observation[]): readonly Origin[] {
  const seen = new Map<string, Set<number>>();
  return observations
    .flatMap((observation) => observation.origins)
    .filter(({ path, line, column }) => {
      const spots = seen.get(path) ?? new Set();
      seen.set(path, spots);
      const spot = line * 2 ** 26 + column;
      return !spots.has(spot) && spots.add(spot);
    });
}
