import type { SourceFile } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type { InventoryVariable } from "./kubespray-inventory.ts";
import { isGroupNamed } from "./kubespray-inventory.ts";
import type { RepositoryFile } from "./reader.ts";

/** One file of `group_vars` or `host_vars`. */
export interface VariableFile {
  readonly path: string;
  /** The folder that `group_vars` or `host_vars` lies in: that of the inventory, or of the playbooks. */
  readonly root: string;
  readonly of: "group" | "host";
  /** The group or the host whose variables these are. */
  readonly name: string;
  readonly variables: readonly InventoryVariable[];
}

const LOCATION = /^(?:(.*)\/)?(group|host)_vars\/([^/]+?)(?:\/(?:.+\/)?[^/]+|)$/;
/** Variables that are kubespray's own; another playbook may have a `kube_version` too. */
export const KUBESPRAY_VARIABLES: readonly string[] = [
  "kube_network_plugin",
  "kube_proxy_mode",
  "kube_service_addresses",
  "kube_pods_subnet",
  "kube_config_dir",
  "etcd_deployment_type",
  "container_manager",
];
const KUBESPRAY = new RegExp(
  `^[ \\t]*["']?(?:kube_version|${KUBESPRAY_VARIABLES.join("|")})["']?[ \\t]*:`,
  "m",
);

/** Whether a file lies in `group_vars` or `host_vars` and sets something of kubespray's. */
export function isVariableFile({ path, text }: SourceFile): boolean {
  return LOCATION.test(path) && /(?:\.ya?ml|\.json|\/[^./]+)$/i.test(path) && KUBESPRAY.test(text);
}

/** Of roles, playbooks and inventories: what stands there is theirs. */
const OF_OTHERS = /(?:^|\/)(?:roles|tasks|playbooks|defaults|vars|meta|handlers|templates)\//;

/** Whether a file sets `kube_version` for whoever gives it to ansible-playbook: `-e @inventory/variables.yaml`. */
export function isExtraFile({ path, text }: SourceFile): boolean {
  return (
    !LOCATION.test(path) &&
    !OF_OTHERS.test(path) &&
    /\.(?:ya?ml|json)$/i.test(path) &&
    text.includes("kube_version") &&
    /^[ \t]{0,2}["']?kube_version["']?[ \t]*:/m.test(text)
  );
}

/** Whether the variables hold for every node, and not for some of them only. */
export function isClusterWide({ of, name }: VariableFile): boolean {
  return of === "group" && (name === "all" || isGroupNamed(name, "cluster") || isGroupNamed(name, "etcd"));
}

/** Reads a file of `group_vars` or `host_vars`. */
export function readVariableFile(file: RepositoryFile): VariableFile {
  const [, root = "", of, entry = ""] = LOCATION.exec(file.path) ?? [];
  return {
    path: file.path,
    root,
    of: of === "host" ? "host" : "group",
    name: entry.replace(/\.(?:ya?ml|json)$/i, ""),
    variables: variablesOf(file),
  };
}

/** The variables that a file sets, those of a mapping by both names: `loadbalancer_apiserver.address`. */
export function variablesOf(file: RepositoryFile): readonly InventoryVariable[] {
  const variables = file
    .documents()
    .documents.flatMap(({ root: document }) =>
      document.entries().map(([key, value]) => ({ key, origin: value.origin(), value })),
    );
  return variables.flatMap(({ key, origin, value }) =>
    value.kind === "mapping"
      ? value.entries().map(([inner, leaf]) => ({ key: `${key}.${inner}`, origin: leaf.origin() }))
      : [{ key, origin }],
  );
}

/**
 * What a variable is set to in the end, and the other places that set it: the cluster's group counts more
 * than `all`, a later file of one group more than an earlier one (Ansible's variable precedence).
 */
export function effective(
  key: string,
  variables: readonly InventoryVariable[],
): { readonly origin: Origin; readonly overridden: readonly Origin[] } | undefined {
  const set = variables.filter((variable) => variable.key === key).map(({ origin }) => origin);
  const origin = set.at(-1);
  return origin === undefined ? undefined : { origin, overridden: set.slice(0, -1) };
}
