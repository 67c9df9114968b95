import type { Unread } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import { type Inventory, InventoryGroups } from "./kubespray-inventory.ts";
import type { RepositoryFile } from "./reader.ts";

/** Groups nest by `children`; a file that nests deeper is no inventory that Ansible's users write. */
const DEEPEST = 20;

/** Reads an Ansible inventory in YAML form: groups with `hosts`, `children` and `vars`, ranges as keys. */
export function readYamlInventory(file: RepositoryFile): Inventory {
  const reading = new YamlInventory(file.path);
  for (const { root } of file.documents().documents) {
    for (const [name, group] of root.entries()) reading.group(name, group, 0);
  }
  const { groups, hostVersions } = reading.groups;
  return { path: file.path, groups, hostVersions, unread: reading.unread };
}

class YamlInventory {
  readonly groups = new InventoryGroups();
  readonly unread: Unread[] = [];
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  group(name: string, value: SourceValue, depth: number): void {
    if (value.kind !== "mapping" && value.text() !== undefined) return;
    const group = this.groups.group(name);
    this.hosts(name, value.get("hosts"));
    for (const [key, variable] of value.get("vars")?.entries() ?? []) {
      group.variables.push({ key, origin: variable.origin() });
    }
    for (const [child, inner] of value.get("children")?.entries() ?? []) {
      group.children.push(child);
      if (depth < DEEPEST) this.group(child, inner, depth + 1);
    }
  }

  private hosts(group: string, hosts: SourceValue | undefined): void {
    for (const [pattern, variables] of hosts?.entries() ?? []) {
      const position = hosts?.keyPosition(pattern) ?? { line: 1, column: 1 };
      const origin = { path: this.path, ...position, field: group, value: pattern };
      const own = variables.get("kube_version")?.origin();
      const reason = this.groups.addHosts({ group, pattern, origin }, own);
      if (reason !== undefined) this.unread.push({ path: this.path, line: position.line, reason });
    }
  }
}
