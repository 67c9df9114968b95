import type { Cluster, KubeadmDocument } from "../cluster/cluster.ts";
import { isMapping } from "../source/mapping.ts";
import type { Origin } from "../source/origin.ts";
import { fieldKey, settingAt, settingOrigin, settingText } from "./setting.ts";

const COMPONENTS = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "etcd",
  "kube-proxy",
  "kubelet",
] as const;

/** The programs that files give command-line arguments to. */
export type ArgumentComponent = (typeof COMPONENTS)[number];

/** The component whose program a word names; undefined for any other program. */
export function componentOf(program: string | undefined): ArgumentComponent | undefined {
  return COMPONENTS.find((component) => component === program);
}

/** One command-line argument that a file sets. */
export interface ComponentArgument {
  readonly component: ArgumentComponent;
  /** Without leading dashes: `cloud-provider`. */
  readonly flag: string;
  readonly value: string;
  readonly origin: Origin;
  /** What hands it to the component: kubeadm's extraArgs (map or list form), a file of the host, a pod, kubespray. */
  readonly heldBy: "kubeadm" | "host" | "pod" | "kubespray";
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
      heldBy: "kubeadm" as const,
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
