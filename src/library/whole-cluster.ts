import type { Cluster } from "../cluster/cluster.ts";
import { mustBeRecord } from "./argument.ts";

type Loose<Whole> = { readonly [Key in keyof Whole]?: Whole[Key] };

/**
 * The cluster with every list that it leaves out: a plain JavaScript caller may write only what it knows.
 *
 * @throws KubehopError `invalid-argument` where it is no cluster at all
 */
export function wholeCluster(cluster: Cluster): Cluster {
  mustBeRecord("cluster", cluster, "a Cluster, such as readCluster gives");
  mustBeRecord("cluster.controlPlane", cluster.controlPlane, "{ apiServers: [{ version }], … }");
  const given: Loose<Cluster> = cluster;
  const controlPlane: Loose<Cluster["controlPlane"]> = cluster.controlPlane;
  return {
    ...cluster,
    name: given.name ?? "cluster",
    distribution: given.distribution ?? "unknown",
    controlPlane: {
      ...cluster.controlPlane,
      apiServers: controlPlane.apiServers ?? [],
      controllerManagers: controlPlane.controllerManagers ?? [],
      schedulers: controlPlane.schedulers ?? [],
      cloudControllerManagers: controlPlane.cloudControllerManagers ?? [],
      etcd: controlPlane.etcd ?? { topology: "unknown" },
    },
    nodes: given.nodes ?? [],
    addons: given.addons ?? [],
    origins: given.origins ?? [],
  };
}
