import type { Finding, Place } from "../source/finding.ts";
import type { Cluster, Distribution } from "./cluster.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import type { Observation } from "./reader.ts";

/** A cluster that somebody else than kubeadm manages. */
export interface ForeignCluster {
  readonly distribution: Distribution;
  /** What the file calls it, where that says more than the distribution. */
  readonly called?: string;
  readonly place: Place;
  readonly cluster?: string;
}

/** What upgrades a cluster that is not kubeadm's. */
export interface OtherManager {
  /** As people write it: `EKS`, `RKE2`. */
  readonly name: string;
  /** What to upgrade it with: `Azure (az aks upgrade)`. */
  readonly tool: string;
}

/** Who upgrades the clusters of a distribution; undefined where kubeadm does. */
export function otherManager(distribution: Distribution): OtherManager | undefined {
  const known = DISTRIBUTIONS[distribution];
  return known === undefined ? undefined : { name: known[0], tool: known[1] };
}

/** How people write the names, and what upgrades such a cluster. */
const DISTRIBUTIONS: Readonly<Partial<Record<Distribution, readonly [name: string, tool: string]>>> = {
  aks: ["AKS", "Azure (az aks upgrade)"],
  eks: ["EKS", "AWS (aws eks update-cluster-version, eksctl upgrade)"],
  "eks-anywhere": ["EKS Anywhere", "eksctl anywhere upgrade cluster"],
  gke: ["GKE", "Google Cloud (gcloud container clusters upgrade)"],
  k0s: ["k0s", "k0sctl or k0s autopilot"],
  k3s: ["k3s", "its installer or the system-upgrade-controller"],
  kops: ["kOps", "kops upgrade cluster and kops rolling-update cluster"],
  microk8s: ["MicroK8s", "snap refresh microk8s"],
  openshift: ["OpenShift", "its cluster version operator (oc adm upgrade)"],
  rke2: ["RKE2", "its installer or the system-upgrade-controller"],
  talos: ["Talos", "talosctl upgrade-k8s"],
};

/** A finding for a cluster that is not kubeadm's, at the place that shows it. */
export function foreignClusterFindings(
  { name, distribution }: Pick<Cluster, "name" | "distribution">,
  observations: readonly Observation[],
): readonly Finding[] {
  if (DISTRIBUTIONS[distribution] === undefined) return [];
  const shown = observations.find((observation) => observation.distribution === distribution);
  const [origin] = shown?.origins ?? [];
  const place = {
    path: origin?.path ?? shown?.path ?? "",
    line: origin?.line ?? 1,
    column: origin?.column ?? 1,
  };
  return [notManagedByKubeadm({ distribution, place, cluster: name })];
}

/** Says that kubeadm does not manage the cluster, and what Kubehop can still do. */
export function notManagedByKubeadm({ distribution, called, place, cluster }: ForeignCluster): Finding {
  const [name, tool] = DISTRIBUTIONS[distribution] ?? [called ?? "another tool", "the tool that made it"];
  const named = cluster === undefined ? "This cluster" : `The cluster ${cluster}`;
  const detail = called === undefined || called === name ? "" : ` (${called})`;
  return inspectionFinding({
    id: "not-managed-by-kubeadm",
    title: `Not managed by kubeadm: ${name}`,
    severity: "notice",
    certainty: "proven",
    places: [place],
    why: `${named} is ${name}${detail}, not managed by kubeadm: Kubehop still judges its version skew, support dates and findings, and a kubeadm plan does not apply to it.`,
    fix: `Upgrade it with ${tool}, one minor at a time.`,
    ...(cluster === undefined ? {} : { cluster }),
  });
}
