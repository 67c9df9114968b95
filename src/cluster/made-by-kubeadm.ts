import type { Distribution } from "./cluster.ts";

const MADE_BY_KUBEADM: ReadonlySet<Distribution> = new Set([
  "kubeadm",
  "kind",
  "cluster-api",
  "kubespray",
  "unknown",
]);

/**
 * Whether kubeadm makes the control plane, on its own or underneath another tool. A cluster that nothing marks
 * is taken for kubeadm's: since 1.34 (`NodeLocalCRISocket`) it leaves no mark on a Node, and the others do.
 */
export function isMadeByKubeadm(distribution: Distribution): boolean {
  return MADE_BY_KUBEADM.has(distribution);
}
