import type { Inventory } from "./kubespray-inventory.ts";

/** Which groups a host is in, directly and through the groups that hold those, over all files of an inventory. */
export class GroupTree {
  private readonly parents: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly homes: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly depths = new Map<string, number>();

  constructor(inventories: readonly Inventory[]) {
    const all = inventories.flatMap(({ groups }) => [...groups]);
    this.parents = sets(
      all.flatMap(([name, { children }]) => children.map((child) => [child, name] as const)),
    );
    this.homes = sets(all.flatMap(([name, { hosts }]) => hosts.map((host) => [host.name, name] as const)));
  }

  /** The groups of a host, those that count less for Ansible first: by depth, then by name; `all` is the least. */
  groupsOf(host: string): readonly string[] {
    const found = new Set(this.homes.get(host));
    for (const group of found) for (const parent of this.parents.get(group) ?? []) found.add(parent);
    found.delete("all");
    const sorted = [...found].toSorted(
      (left, right) => this.depthOf(left) - this.depthOf(right) || (left < right ? -1 : 1),
    );
    return ["all", ...sorted];
  }

  /** The longest way down from `all`; groups that contain themselves, which Ansible refuses, end it. */
  private depthOf(group: string): number {
    const known = this.depths.get(group);
    if (known !== undefined) return known;
    this.depths.set(group, 1);
    const above = [...(this.parents.get(group) ?? [])].filter((parent) => parent !== "all");
    const depth = 1 + Math.max(0, ...above.map((parent) => this.depthOf(parent)));
    this.depths.set(group, depth);
    return depth;
  }
}

function sets(
  pairs: readonly (readonly [key: string, value: string])[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const grouped = new Map<string, Set<string>>();
  for (const [key, value] of pairs) {
    const known = grouped.get(key);
    if (known === undefined) grouped.set(key, new Set([value]));
    else known.add(value);
  }
  return grouped;
}
