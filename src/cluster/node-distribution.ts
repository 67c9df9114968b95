import type { SourceValue } from "../source/value.ts";
import type { Distribution } from "./cluster.ts";
import type { KubernetesObject } from "./kubernetes-objects.ts";

/** What a distribution leaves in the kubelet's version. */
const VERSION_MARKS: readonly (readonly [mark: RegExp, distribution: Distribution])[] = [
  [/\+k3s\d*/, "k3s"],
  [/\+rke2/, "rke2"],
  [/\+k0s/, "k0s"],
  [/-eks-/, "eks"],
  [/-gke\./, "gke"],
];

/** Who made a build, by the suffix of its version: `k3s` of `v1.30.4+k3s1`; undefined for upstream's own. */
export function distributionOfVersion(version: string): Distribution | undefined {
  return VERSION_MARKS.find(([mark]) => mark.test(version))?.[1];
}

/** Labels and annotations that only one distribution sets. */
const KEY_MARKS: readonly (readonly [key: string, distribution: Distribution])[] = [
  ["kops.k8s.io/instancegroup", "kops"],
  ["microk8s.io/cluster", "microk8s"],
  ["node.openshift.io/os_id", "openshift"],
  ["kubernetes.azure.com/cluster", "aks"],
  ["eks.amazonaws.com/nodegroup", "eks"],
  ["cloud.google.com/gke-nodepool", "gke"],
  ["k3s.io/hostname", "k3s"],
  ["rke2.io/hostname", "rke2"],
  ["node.k0sproject.io/role", "k0s"],
  ["cluster.x-k8s.io/cluster-name", "cluster-api"],
  ["kubeadm.alpha.kubernetes.io/cri-socket", "kubeadm"],
];

/** Who manages the cluster of a Node object, by the marks it left there; `unknown` where there are none. */
export function distributionOfNode(object: KubernetesObject | undefined): Distribution {
  const node = object?.value;
  if (node === undefined) return "unknown";
  const info = node.get("status", "nodeInfo");
  const version = info?.textAt("kubeletVersion") ?? "";
  const byVersion = distributionOfVersion(version);
  if (byVersion !== undefined) return byVersion;
  if (/^talos\b/i.test(info?.textAt("osImage") ?? "")) return "talos";
  if (node.textAt("spec", "providerID")?.startsWith("kind://") === true) return "kind";
  return KEY_MARKS.find(([key]) => isMarked(node, key))?.[1] ?? "unknown";
}

function isMarked(node: SourceValue, key: string): boolean {
  const metadata = node.get("metadata");
  return metadata?.get("labels", key) !== undefined || metadata?.get("annotations", key) !== undefined;
}
