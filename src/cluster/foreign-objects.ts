import type { SourceValue } from "../source/value.ts";
import type { ClusterNode, Distribution } from "./cluster.ts";
import type { ForeignReading } from "./foreign-reading.ts";
import { type KubernetesObject, nameOf, objectsOf } from "./kubernetes-objects.ts";
import { distributionOfVersion } from "./node-distribution.ts";
import { optional } from "./optional-member.ts";
import type { RepositoryFile, VersionReading } from "./reader.ts";
import { readVersion } from "./version-reading.ts";

/** An object whose kind says that kubeadm does not manage the cluster. */
interface ForeignKind {
  readonly group: RegExp;
  readonly kinds: readonly string[];
  readonly distribution: Distribution;
  /** Where the Kubernetes version stands, dotted. */
  readonly version?: string;
  /** Where the cluster's name stands, if not in `metadata.name`. */
  readonly name?: string;
  readonly pools?: (spec: SourceValue) => readonly Pool[];
}

interface Pool {
  readonly name: string;
  readonly role: ClusterNode["role"];
  readonly count: number | undefined;
}

const KINDS: readonly ForeignKind[] = [
  { group: /^kops\.k8s\.io\//, kinds: ["Cluster"], distribution: "kops", version: "spec.kubernetesVersion" },
  {
    group: /^k0sctl\.k0sproject\.io\//,
    // k0sctl writes the kind small or large.
    kinds: ["Cluster", "cluster"],
    distribution: "k0s",
    version: "spec.k0s.version",
  },
  { group: /^k0s\.k0sproject\.io\//, kinds: ["ClusterConfig"], distribution: "k0s" },
  {
    group: /^eksctl\.io\//,
    kinds: ["ClusterConfig"],
    distribution: "eks",
    version: "metadata.version",
    pools: (root) => pools(root, ["managedNodeGroups", "nodeGroups"], "desiredCapacity"),
  },
  {
    group: /^eks\.services\.k8s\.aws\//,
    kinds: ["Cluster"],
    distribution: "eks",
    version: "spec.version",
    name: "spec.name",
  },
  {
    group: /^eks\.aws\.(?:m\.)?(?:upbound|crossplane)\.io\//,
    kinds: ["Cluster"],
    distribution: "eks",
    version: "spec.forProvider.version",
  },
  {
    group: /^anywhere\.eks\.amazonaws\.com\//,
    kinds: ["Cluster"],
    distribution: "eks-anywhere",
    version: "spec.kubernetesVersion",
    pools: (root) => [
      {
        name: "control-plane",
        role: "control-plane",
        count: root.get("spec", "controlPlaneConfiguration", "count")?.number(),
      },
      ...pools(root.get("spec") ?? root, ["workerNodeGroupConfigurations"], "count"),
    ],
  },
  {
    group: /^container\.cnrm\.cloud\.google\.com\//,
    kinds: ["ContainerCluster"],
    distribution: "gke",
    version: "spec.minMasterVersion",
  },
  {
    group: /^container\.gcp\.(?:m\.)?(?:upbound|crossplane)\.io\//,
    kinds: ["Cluster"],
    distribution: "gke",
    version: "spec.forProvider.minMasterVersion",
  },
  {
    group: /^containerservice\.azure\.com\//,
    kinds: ["ManagedCluster"],
    distribution: "aks",
    version: "spec.kubernetesVersion",
  },
  {
    group: /^containerservice\.azure\.(?:m\.)?(?:upbound|crossplane)\.io\//,
    kinds: ["KubernetesCluster"],
    distribution: "aks",
    version: "spec.forProvider.kubernetesVersion",
  },
  { group: /^config\.openshift\.io\//, kinds: ["ClusterVersion"], distribution: "openshift" },
  {
    group: /^hive\.openshift\.io\//,
    kinds: ["ClusterDeployment"],
    distribution: "openshift",
    name: "spec.clusterName",
  },
  { group: /^hypershift\.openshift\.io\//, kinds: ["HostedCluster"], distribution: "openshift" },
  {
    group: /^k3d\.io\//,
    kinds: ["Simple"],
    distribution: "k3s",
    pools: (root) => [
      { name: "server", role: "control-plane", count: root.get("servers")?.number() ?? 1 },
      { name: "agent", role: "worker", count: root.get("agents")?.number() },
    ],
  },
];

/** Groups of {@link KINDS} and of the objects below, for a first look at a text. */
export const FOREIGN_GROUPS =
  /\b(?:kops\.k8s\.io|k0s(?:ctl)?\.k0sproject\.io|eksctl\.io|anywhere\.eks\.amazonaws\.com|eks\.services\.k8s\.aws|(?:eks\.aws|container\.gcp|containerservice\.azure)\.(?:m\.)?(?:upbound|crossplane)\.io|container\.cnrm\.cloud\.google\.com|containerservice\.azure\.com|(?:config|hive|hypershift)\.openshift\.io|k3d\.io|upgrade\.cattle\.io|provisioning\.cattle\.io)\//;

/** The clusters that the Kubernetes-like objects of a file describe. */
export function foreignObjects(file: RepositoryFile): readonly ForeignReading[] {
  return objectsOf(file).flatMap((object) => {
    const rancher = rancherCluster(object) ?? upgradePlan(object);
    if (rancher !== undefined) return [{ path: file.path, ...rancher }];
    const known = KINDS.find(
      ({ group, kinds }) => group.test(object.apiVersion) && kinds.includes(object.kind),
    );
    return known === undefined ? [] : [{ path: file.path, ...readKnown(object, known) }];
  });
}

function readKnown(object: KubernetesObject, known: ForeignKind): Omit<ForeignReading, "path"> {
  const { value } = object;
  const name =
    (known.name === undefined ? undefined : value.textAt(...known.name.split("."))) ?? nameOf(object);
  const version =
    known.version === undefined ? k3dVersion(object) : readVersion(value.get(...known.version.split(".")));
  return {
    ...optional("name", name),
    distribution: known.distribution,
    ...optional("version", version),
    nodes: nodesOf(known.pools?.(value) ?? [], name ?? "", version?.reading),
    at: (value.get("kind") ?? value).origin(),
  };
}

/** k3d names an image, `rancher/k3s:v1.30.4-k3s1`: a tag cannot hold the plus sign of the version. */
function k3dVersion({ kind, value }: KubernetesObject): ForeignReading["version"] {
  const image = kind === "Simple" ? value.get("image") : undefined;
  const tag = /:(v1\.\d+\.\d+)-(k3s\d+)$/.exec(image?.text() ?? "");
  if (image === undefined || tag === null) return undefined;
  return { reading: { version: `${tag[1]?.slice(1)}+${tag[2]}`, origin: image.origin() }, findings: [] };
}

/** A cluster that Rancher provisions; its version says whether it is k3s or RKE2. */
function rancherCluster({
  apiVersion,
  kind,
  value,
}: KubernetesObject): Omit<ForeignReading, "path"> | undefined {
  if (!apiVersion.startsWith("provisioning.cattle.io/") || kind !== "Cluster") return undefined;
  const version = readVersion(value.get("spec", "kubernetesVersion"));
  const distribution = distributionOfVersion(version.reading?.version ?? "");
  if (distribution === undefined) return undefined;
  return { ...optional("name", value.textAt("metadata", "name")), distribution, version, at: value.origin() };
}

/** A Plan of the system-upgrade-controller: what it asks for need not run yet. */
function upgradePlan({
  apiVersion,
  kind,
  value,
}: KubernetesObject): Omit<ForeignReading, "path"> | undefined {
  if (!apiVersion.startsWith("upgrade.cattle.io/") || kind !== "Plan") return undefined;
  const image = value.textAt("spec", "upgrade", "image") ?? "";
  const desired = readVersion(value.get("spec", "version"));
  const byImage = /\/?(k3s|rke2)-upgrade\b/.exec(image)?.[1];
  const distribution =
    distributionOfVersion(desired.reading?.version ?? "") ??
    (byImage === "k3s" || byImage === "rke2" ? byImage : undefined);
  if (distribution === undefined) return undefined;
  return { distribution, desired, at: (value.get("kind") ?? value).origin() };
}

function pools(parent: SourceValue, lists: readonly string[], count: string): readonly Pool[] {
  return lists
    .flatMap((list) => parent.get(list)?.items() ?? [])
    .map((pool) => ({
      name: pool.textAt("name") ?? "workers",
      role: "worker" as const,
      count: pool.get(count)?.number() ?? pool.get("minSize")?.number(),
    }));
}

/** Pools whose size is written; others are decided elsewhere. */
function nodesOf(
  found: readonly Pool[],
  cluster: string,
  version: VersionReading | undefined,
): readonly ClusterNode[] {
  return found.flatMap(({ name, role, count }) => {
    if (count === undefined || !Number.isInteger(count) || count < 1) return [];
    return [
      {
        name: role === "control-plane" && cluster !== "" ? `${cluster}-${name}` : name,
        count,
        role,
        pool: name,
        kubeletVersion: version?.version ?? "unknown",
        ...optional("origin", version?.origin),
      },
    ];
  });
}
