import { hasOwnEtcd } from "./health-commands.ts";
import type { HopContext } from "./hop-context.ts";
import { type LifecycleManager, lifecycleManager } from "./lifecycle-manager.ts";

/** How to get back from a hop, before and after its point of no return. */
export function rollbackText(hop: HopContext): string {
  if (hop.leg.operations.length === 0) {
    return `Only kubelets move in this hop: drain the node, install the kubelet and kubectl of before, restart the kubelet and uncordon, as long as it stays within the skew policy.`;
  }
  const manager = lifecycleManager(hop.terrain.cluster.distribution);
  if (manager !== undefined) return managedRollback(hop, manager);
  const etcd = hasOwnEtcd(hop.terrain)
    ? "restore the hop's etcd snapshot on every member (etcdutl snapshot restore)"
    : "restore the hop's etcd snapshot on the external members";
  return [
    `Before the first control-plane change: install kubeadm ${hop.from} again and point the repositories back.`,
    "While kubeadm runs: it puts the old static pods back by itself when one fails; its copies lie in /etc/kubernetes/tmp/kubeadm-backup-manifests-* and kubeadm-backup-etcd-*. Run the same command again once the cause is gone.",
    `After it: a control plane is not moved back a version. Stop the kubelets of the control plane, ${etcd}, put the backup of /etc/kubernetes back, install the packages of ${hop.from} and start the kubelets again; everything written since the snapshot is lost.`,
    "A single kubelet can be put back alone, within the skew policy.",
  ].join(" ");
}

function managedRollback({ from }: HopContext, { name, resumes }: LifecycleManager): string {
  return [
    `Before the first control-plane change: put ${from} back where the version is declared.`,
    `While ${name} is at work: ${resumes}.`,
    `After it: a control plane is not moved back a version. Build it anew at ${from} with ${name} and restore the hop's etcd snapshot into it; everything written since the snapshot is lost.`,
  ].join(" ");
}
