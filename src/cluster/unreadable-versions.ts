import { tryParseVersion } from "../kubernetes/version.ts";
import type { Cluster, ComponentInstance } from "./cluster.ts";
import { otherManager } from "./not-managed-by-kubeadm.ts";

/** A running component with its name; `version` as it was read, empty where nothing was written. */
export interface NamedInstance extends ComponentInstance {
  readonly component: string;
}

/** The components whose version skew would need and no file gives as a version. */
export function unreadableVersions(cluster: Cluster): readonly NamedInstance[] {
  return instancesOf(cluster).filter(({ version }) => tryParseVersion(version) === undefined);
}

function instancesOf(cluster: Cluster): readonly NamedInstance[] {
  const { controlPlane, nodes } = cluster;
  const kubelets = nodes.map(({ name, kubeletVersion, origin }) => ({
    component: "kubelet",
    node: name,
    version: kubeletVersion,
    ...(origin === undefined ? {} : { origin }),
  }));
  return [
    ...named("kube-apiserver", controlPlane.apiServers),
    ...named("kube-controller-manager", controlPlane.controllerManagers),
    ...named("kube-scheduler", controlPlane.schedulers),
    ...named("cloud-controller-manager", controlPlane.cloudControllerManagers),
    ...kubelets,
    ...unlistedKubelets(cluster),
  ];
}

/** Kubelets of control-plane nodes that a list of nodes leaves out; without any list that is said elsewhere. */
function unlistedKubelets({ controlPlane, nodes, distribution }: Cluster): readonly NamedInstance[] {
  const servers = controlPlane.apiServers;
  if (nodes.length === 0 || servers.length === 0 || otherManager(distribution) !== undefined) return [];
  const listed = new Set(nodes.map(({ name }) => name));
  const missing = [...new Set(servers.flatMap(({ node }) => node ?? []))].filter((name) => !listed.has(name));
  if (missing.length > 0) return missing.map((node) => ({ component: "kubelet", node, version: "" }));
  return nodes.some(({ role }) => role === "control-plane")
    ? []
    : [{ component: "kubelet", node: "every control-plane node", version: "" }];
}

function named(component: string, list: readonly ComponentInstance[]): readonly NamedInstance[] {
  return list.map((instance) => ({ component, ...instance }));
}
