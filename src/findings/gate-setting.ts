import type { Cluster, KubeadmDocument } from "../cluster/cluster.ts";
import type { Origin } from "../source/origin.ts";
import { type ComponentArgument, componentArguments } from "./component-argument.ts";
import { fieldKey, settingOrigin, settingsAt } from "./setting.ts";

/** One feature gate as a file sets it; `value` is undefined where it is neither true nor false. */
export interface GateSetting {
  readonly component: string;
  readonly gate: string;
  readonly value: boolean | undefined;
  readonly origin: Origin;
  /** `argument`: on a command line; `configuration`: in a document that kubeadm may rewrite. */
  readonly setBy: "argument" | "configuration";
}

const CONFIGURATIONS: Readonly<Record<string, string | undefined>> = {
  KubeletConfiguration: "kubelet",
  KubeProxyConfiguration: "kube-proxy",
};

/** The gates that the cluster's kubeadm files set for the components: by `--feature-gates` and by configuration. */
export function componentGates(cluster: Cluster): readonly GateSetting[] {
  const documents = cluster.kubeadm?.documents ?? [];
  return [
    ...gatesOfArguments(componentArguments(cluster)),
    ...documents.flatMap((document) => gatesOf(document, CONFIGURATIONS[document.kind])),
  ];
}

/** The gates that `--feature-gates` of the arguments sets; etcd's are etcd's own. */
export function gatesOfArguments(given: readonly ComponentArgument[]): readonly GateSetting[] {
  return given
    .filter(({ component, flag }) => flag === "feature-gates" && component !== "etcd")
    .flatMap(({ component, value, origin }) =>
      value.split(",").flatMap((pair) => {
        const [name = "", set = ""] = pair.split("=", 2);
        const gate = gateName(name.trim(), component);
        return gate === "" || /[{}$]/.test(gate)
          ? []
          : [{ component, gate, value: booleanOf(set.trim()), origin, setBy: "argument" as const }];
      }),
    );
}

/** The programs that keep the gates of several components apart read `kube:Name=true` for their own. */
const REGISTRIES: readonly string[] = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];

function gateName(name: string, component: string): string {
  return REGISTRIES.includes(component) ? name.replace(/^kube:/, "") : name;
}

/** kubeadm's own gates: `featureGates` of ClusterConfiguration documents. */
export function kubeadmGates(cluster: Cluster): readonly GateSetting[] {
  const documents = cluster.kubeadm?.documents ?? [];
  return documents
    .filter(({ kind }) => kind === "ClusterConfiguration")
    .flatMap((document) => gatesOf(document, "kubeadm"));
}

function gatesOf(document: KubeadmDocument, component: string | undefined): readonly GateSetting[] {
  if (component === undefined) return [];
  return settingsAt(document.content, "featureGates").map(([gate, value]) => ({
    component,
    gate,
    value: typeof value === "boolean" ? value : undefined,
    origin: settingOrigin(document, `featureGates.${fieldKey(gate)}`),
    setBy: "configuration",
  }));
}

/** As Go's strconv.ParseBool reads it. */
function booleanOf(text: string): boolean | undefined {
  if (["1", "t", "T", "true", "TRUE", "True"].includes(text)) return true;
  return ["0", "f", "F", "false", "FALSE", "False"].includes(text) ? false : undefined;
}
