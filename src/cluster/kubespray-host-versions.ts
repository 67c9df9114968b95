import type { Origin } from "../source/origin.ts";
import type { KubesprayCluster } from "./kubespray-clusters.ts";
import { GroupTree } from "./kubespray-group-tree.ts";
import type { InventoryVariable } from "./kubespray-inventory.ts";
import { effective } from "./kubespray-variables.ts";

const KEY = "kube_version";

/**
 * Where the `kube_version` stands that counts for a host, by Ansible's precedence of variables: the host's own,
 * else that of its groups, where `group_vars` count before the inventory's own and the deeper group before
 * the one that holds it; `all` counts least.
 */
export function hostVersions({
  inventories,
  files,
  variables,
}: KubesprayCluster): (host: string) => Origin | undefined {
  const tree = new GroupTree(inventories);
  const written = versionsBy(inventories.flatMap(({ groups }) => [...groups].map(named)));
  const ofGroups = versionsBy(files.filter(({ of }) => of === "group"));
  const ofHosts = versionsBy(files.filter(({ of }) => of === "host"));
  const beside = new Map(inventories.flatMap((inventory) => [...inventory.hostVersions]));
  // For hosts that the inventory puts into none of the groups that a version is set for.
  const otherwise = effective(KEY, variables)?.origin;
  return (host) => {
    const groups = tree.groupsOf(host);
    const lastOf = (versions: ReadonlyMap<string, Origin>) =>
      groups.map((group) => versions.get(group)).findLast((origin) => origin !== undefined);
    return ofHosts.get(host) ?? beside.get(host) ?? lastOf(ofGroups) ?? lastOf(written) ?? otherwise;
  };
}

interface Named {
  readonly name: string;
  readonly variables: readonly InventoryVariable[];
}

function named([name, { variables }]: readonly [string, Omit<Named, "name">]): Named {
  return { name, variables };
}

/** `kube_version` by the group or host that it is set for; a later file counts more. */
function versionsBy(all: readonly Named[]): ReadonlyMap<string, Origin> {
  return new Map(
    all.flatMap(({ name, variables }) => {
      const origin = effective(KEY, variables)?.origin;
      return origin === undefined ? [] : [[name, origin] as const];
    }),
  );
}
