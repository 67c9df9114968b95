import type { Unread } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import { expandHosts } from "./kubespray-ranges.ts";

/** A host where a group names it; `value` of the origin is what is written there, a range perhaps. */
export interface InventoryHost {
  readonly name: string;
  readonly origin: Origin;
}

/** A variable with the place of its value. */
export interface InventoryVariable {
  readonly key: string;
  readonly origin: Origin;
}

export interface InventoryGroup {
  readonly hosts: InventoryHost[];
  readonly children: string[];
  readonly variables: InventoryVariable[];
}

/** One Ansible inventory file. */
export interface Inventory {
  readonly path: string;
  readonly groups: ReadonlyMap<string, InventoryGroup>;
  /** `kube_version` where a host sets one of its own, by the host's name. */
  readonly hostVersions: ReadonlyMap<string, Origin>;
  readonly unread: readonly Unread[];
}

/** Hosts that one file may name, each as often as it is named: twenty times the largest cluster that is supported. */
const MOST_HOSTS = 100_000;

/** Groups while a file is read; a group may be written in several places. */
export class InventoryGroups {
  readonly groups = new Map<string, InventoryGroup>();
  readonly hostVersions = new Map<string, Origin>();
  private hosts = 0;

  /**
   * Adds the hosts that a pattern names to a group.
   *
   * @param version `kube_version` where these hosts set one of their own
   * @returns the reason where they cannot be read: short lines with ranges may name millions
   */
  addHosts(
    { group, pattern, origin }: { readonly group: string; readonly pattern: string; readonly origin: Origin },
    version?: Origin,
  ): string | undefined {
    const names = expandHosts(pattern);
    if (names === undefined) return `no host name that can be read: ${JSON.stringify(pattern.slice(0, 60))}`;
    if (this.hosts + names.length > MOST_HOSTS) {
      return `the inventory names more than ${MOST_HOSTS} hosts, and those from here on are left out`;
    }
    this.hosts += names.length;
    this.group(group).hosts.push(...names.map((name) => ({ name, origin })));
    if (version !== undefined) for (const name of names) this.hostVersions.set(name, version);
    return undefined;
  }

  group(name: string): InventoryGroup {
    const known = this.groups.get(name);
    if (known !== undefined) return known;
    const group: InventoryGroup = { hosts: [], children: [], variables: [] };
    this.groups.set(name, group);
    return group;
  }
}

/** The names that kubespray's releases have given a group. */
const ALIASES = {
  "control-plane": [
    "kube_control_plane",
    "kube-control-plane",
    "kube_controlplane",
    "kube-controlplane",
    "kube-master",
    "kube_master",
  ],
  node: ["kube_node", "kube-node"],
  etcd: ["etcd"],
  cluster: ["k8s_cluster", "k8s-cluster"],
} as const;

export type KubesprayGroup = keyof typeof ALIASES;

/** Whether the inventory has a group that only kubespray's do. */
export function isKubespray({ groups }: Inventory): boolean {
  return [...ALIASES["control-plane"], ...ALIASES.node, ...ALIASES.cluster].some((name) => groups.has(name));
}

/** Whether `name` is one of the names of a group. */
export function isGroupNamed(name: string, group: KubesprayGroup): boolean {
  const names: readonly string[] = ALIASES[group];
  return names.includes(name);
}

/** The hosts of a group and of the groups below it, each once, in the order of the file. */
export function hostsOf(inventory: Inventory, group: KubesprayGroup): readonly InventoryHost[] {
  const hosts = new Map<string, InventoryHost>();
  const seen = new Set<string>();
  const waiting: string[] = [...ALIASES[group]];
  for (const name of waiting) {
    if (seen.has(name)) continue;
    seen.add(name);
    const found = inventory.groups.get(name);
    for (const host of found?.hosts ?? []) if (!hosts.has(host.name)) hosts.set(host.name, host);
    waiting.push(...(found?.children ?? []));
  }
  return [...hosts.values()];
}

/** Variables that the inventory file itself sets for the whole cluster: those of `all` first, which count less. */
export function clusterVariables({ groups }: Inventory): readonly InventoryVariable[] {
  return ["all", ...ALIASES.cluster].flatMap((name) => groups.get(name)?.variables ?? []);
}
