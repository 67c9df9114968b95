import type { Origin } from "../source/origin.ts";
import type { ClusterNode } from "./cluster.ts";
import type { KubesprayCluster } from "./kubespray-clusters.ts";
import { hostsOf, type KubesprayGroup } from "./kubespray-inventory.ts";
import { effective } from "./kubespray-variables.ts";
import { optional } from "./optional-member.ts";
import type { ObservedEtcd, VersionReading } from "./reader.ts";
import { withoutPrefix } from "./version-reading.ts";

/** The hosts that run a kubelet, each once: one that is in both groups is a control-plane node. */
export function kubesprayNodes(
  cluster: KubesprayCluster,
  versionOf: (host: string) => VersionReading | undefined,
): readonly ClusterNode[] {
  const members = (group: KubesprayGroup) =>
    cluster.inventories.flatMap((inventory) => hostsOf(inventory, group).map(({ name }) => name));
  const controlPlane = new Set(members("control-plane"));
  const names = new Set([...controlPlane, ...members("node"), ...members("cluster")]);
  const runtime = containerRuntime(cluster);
  return [...names].map((name) => {
    const version = versionOf(name);
    return {
      name,
      role: controlPlane.has(name) ? "control-plane" : "worker",
      kubeletVersion: version?.version ?? "unknown",
      ...optional("containerRuntime", runtime),
      ...optional("origin", version?.origin),
    };
  });
}

/** What the variables say about etcd and the API servers' load balancer. */
export interface KubespraySettings {
  readonly etcd?: ObservedEtcd;
  readonly endpoint?: string;
  readonly origins: readonly Origin[];
}

/**
 * kubespray runs etcd as a service of its own (`host`, `docker`), on the control-plane hosts or elsewhere,
 * and tells kubeadm that it is external; only `etcd_deployment_type: kubeadm` leaves it to kubeadm.
 */
export function clusterSettings({ variables }: KubesprayCluster): KubespraySettings {
  const type = effective("etcd_deployment_type", variables)?.origin;
  const version = effective("etcd_version", variables)?.origin;
  const address = effective("loadbalancer_apiserver.address", variables)?.origin;
  const port = effective("loadbalancer_apiserver.port", variables)?.origin;
  const isNumber = version !== undefined && /^v?\d+\.\d+\.\d+$/.test(version.value);
  return {
    etcd: {
      topology: type?.value === "kubeadm" ? "stacked" : "external",
      ...optional("origin", type),
      ...optional("version", isNumber ? withoutPrefix(version.value) : undefined),
    },
    ...optional("endpoint", endpointOf(address, port)),
    origins: [type, version, address].flatMap((origin) => origin ?? []),
  };
}

function endpointOf(address: Origin | undefined, port: Origin | undefined): string | undefined {
  if (address === undefined || address.value === "" || address.value.includes("{{")) return undefined;
  return port === undefined ? address.value : `${address.value}:${port.value}`;
}

/** The runtime as a kubelet reports it, where both its name and its version are set. */
function containerRuntime({ variables }: KubesprayCluster): string | undefined {
  const manager = effective("container_manager", variables)?.origin.value ?? "containerd";
  const names: Readonly<Record<string, string>> = {
    containerd: "containerd",
    crio: "cri-o",
    docker: "docker",
  };
  const name = names[manager];
  const version = effective(`${manager}_version`, variables)?.origin.value;
  const isNumber = version !== undefined && /^\d+\.\d+(?:\.\d+)?$/.test(version);
  return name !== undefined && isNumber ? `${name}://${version}` : undefined;
}
