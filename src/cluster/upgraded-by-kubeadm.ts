import type { Distribution } from "./cluster.ts";

/** kubeadm's own clusters, and those of tools that run it; an unknown one is taken for kubeadm's. */
const BY_KUBEADM: readonly Distribution[] = ["kubeadm", "kind", "cluster-api", "kubespray", "unknown"];

/** Whether a kubeadm plan applies to such a cluster. */
export function isUpgradedByKubeadm(distribution: Distribution): boolean {
  return BY_KUBEADM.includes(distribution);
}

/** Whether kubeadm is known to have wired the control plane: each component to the API server beside it. */
export function isWiredByKubeadm(distribution: Distribution): boolean {
  return distribution !== "unknown" && isUpgradedByKubeadm(distribution);
}
