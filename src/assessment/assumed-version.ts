import type { Cluster } from "../cluster/cluster.ts";

/**
 * The cluster with the version that somebody says it runs, where no file does; what files say always counts. Nodes
 * of which no version could be read, as of a kind configuration without images, run it too.
 */
export function withAssumedVersion(cluster: Cluster, assumed: string | undefined): Cluster {
  if (assumed === undefined || cluster.controlPlane.apiServers.length > 0) return cluster;
  const version = assumed.replace(/^v/, "");
  return {
    ...cluster,
    controlPlane: { ...cluster.controlPlane, apiServers: [{ version }] },
    nodes: cluster.nodes.map((node) =>
      node.kubeletVersion === "unknown" ? { ...node, kubeletVersion: version } : node,
    ),
  };
}
