import type { Cluster } from "../cluster/cluster.ts";
import type { Workload } from "./views/workloads.ts";

/**
 * Tells which workloads may be this cluster's: a pod that a snapshot shows on a node is of the cluster that lists the
 * node. All may where nobody knows the names of all nodes, as of pools.
 */
export function mayRunIn(cluster: Cluster | undefined): (workload: Workload) => boolean {
  const nodes = cluster?.nodes ?? [];
  if (nodes.length === 0 || nodes.some(({ count }) => count !== undefined)) return () => true;
  const names = new Set(nodes.map(({ name }) => name));
  return ({ pod: { nodeName } }) => nodeName === undefined || names.has(nodeName);
}
