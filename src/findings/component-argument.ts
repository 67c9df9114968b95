import type { Cluster, KubeadmDocument } from "../cluster/cluster.ts";
import type { Origin } from "../source/origin.ts";
import { fieldKey, isMapping, settingAt, settingOrigin, settingText } from "./setting.ts";

/** The programs that a kubeadm file gives command-line arguments to. */
export type ArgumentComponent =
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "etcd"
  | "kubelet";

/** One command-line argument that a kubeadm file sets, from its map form or its list form (v1beta4). */
export interface ComponentArgument {
  readonly component: ArgumentComponent;
  /** Without leading dashes: `cloud-provider`. */
  readonly flag: string;
  readonly value: string;
  readonly origin: Origin;
}

/** Where arguments stand in a ClusterConfiguration, an InitConfiguration and a JoinConfiguration. */
const SPOTS: readonly (readonly [component: ArgumentComponent, path: readonly string[]])[] = [
  ["kube-apiserver", ["apiServer", "extraArgs"]],
  ["kube-controller-manager", ["controllerManager", "extraArgs"]],
  ["kube-scheduler", ["scheduler", "extraArgs"]],
  ["etcd", ["etcd", "local", "extraArgs"]],
  ["kubelet", ["nodeRegistration", "kubeletExtraArgs"]],
];

/** Told by kind, because patches of kind clusters leave the apiVersion out. */
const KINDS: readonly string[] = ["ClusterConfiguration", "InitConfiguration", "JoinConfiguration"];

/** Every argument that the cluster's kubeadm files set, in file order. */
export function componentArguments(cluster: Cluster): readonly ComponentArgument[] {
  return (cluster.kubeadm?.documents ?? []).flatMap(argumentsOf);
}

function argumentsOf(document: KubeadmDocument): readonly ComponentArgument[] {
  if (!KINDS.includes(document.kind)) return [];
  return SPOTS.flatMap(([component, path]) => {
    const given = settingAt(document.content, ...path);
    const field = path.join(".");
    const listed = Array.isArray(given) ? fromList(given, field) : fromMap(given, field);
    return listed.map(({ flag, value, at }) => ({
      component,
      flag: flag.replace(/^-+/, ""),
      value,
      origin: settingOrigin(document, at),
    }));
  });
}

interface Given {
  readonly flag: string;
  readonly value: string;
  readonly at: string;
}

function fromMap(given: unknown, field: string): readonly Given[] {
  if (!isMapping(given)) return [];
  return Object.entries(given).map(([flag, value]) => ({
    flag,
    value: settingText(value) ?? "",
    at: `${field}.${fieldKey(flag)}`,
  }));
}

function fromList(given: readonly unknown[], field: string): readonly Given[] {
  return given.flatMap((item, index) => {
    const flag = settingText(settingAt(item, "name"));
    if (flag === undefined) return [];
    return [{ flag, value: settingText(settingAt(item, "value")) ?? "", at: `${field}[${index}].name` }];
  });
}
