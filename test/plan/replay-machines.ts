import type { ClusterJson, InstanceJson } from "./replay-model.ts";

/** One node, or one pool, with everything that has a version. */
export interface Machine {
  readonly name: string;
  readonly controlPlane: boolean;
  readonly count: number;
  kubelet: string;
  kubeProxy: string | undefined;
  apiServer: string | undefined;
  managers: string[];
  kubeadm: string | undefined;
  /** Newest minor that `kubeadm apply` or `kubeadm upgrade node` brought this machine to. */
  configured: string | undefined;
  repository: number | undefined;
  cordoned: boolean;
}

/** The machines of a cluster as they stand before the plan. */
export function machinesOf(cluster: ClusterJson): Map<string, Machine> {
  const { apiServers, controllerManagers, schedulers } = cluster.controlPlane;
  return new Map(
    cluster.nodes.map((node): [string, Machine] => {
      const controlPlane = node.role === "control-plane";
      const apiServer = controlPlane ? on(apiServers, node.name)[0] : undefined;
      const machine: Machine = {
        name: node.name,
        controlPlane,
        count: node.count ?? 1,
        kubelet: node.kubeletVersion,
        kubeProxy: node.kubeProxyVersion,
        apiServer,
        managers: controlPlane ? [...on(controllerManagers, node.name), ...on(schedulers, node.name)] : [],
        kubeadm: undefined,
        configured: apiServer,
        repository: undefined,
        cordoned: false,
      };
      return [node.name, machine];
    }),
  );
}

function on(list: readonly InstanceJson[], name: string): string[] {
  return list.filter(({ node }) => node === name || node === undefined).map(({ version }) => version);
}

/** The versions of all API servers. */
export function apiServersOf(machines: ReadonlyMap<string, Machine>): string[] {
  return [...machines.values()].flatMap(({ apiServer }) => apiServer ?? []);
}
