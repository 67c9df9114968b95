import type { Cluster } from "../cluster/cluster.ts";

/** The cluster with the version that somebody says it runs, where no file does; what files say always counts. */
export function withAssumedVersion(cluster: Cluster, assumed: string | undefined): Cluster {
  if (assumed === undefined || cluster.controlPlane.apiServers.length > 0) return cluster;
  const version = assumed.replace(/^v/, "");
  return { ...cluster, controlPlane: { ...cluster.controlPlane, apiServers: [{ version }] } };
}
