import type { SourceFile, Unread } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import { type Inventory, InventoryGroups } from "./kubespray-inventory.ts";

const SECTION = /^\[([\w.-]+)(?::(children|vars|hosts))?\]\s*(?:[#;].*)?$/;
const NAME = /^[\w.-]+$/;

/** Reads an Ansible inventory in INI form: groups, `:children`, `:vars`, ranges, comments. */
export function readIniInventory({ path, text }: SourceFile): Inventory {
  const groups = new InventoryGroups();
  const unread: Unread[] = [];
  let section = { group: "ungrouped", kind: "hosts" };
  text.split(/\r?\n/).forEach((raw, index) => {
    const content = raw.trim();
    if (content === "" || /^[#;]/.test(content)) return;
    const header = SECTION.exec(content);
    if (header !== null) {
      section = { group: header[1] ?? "", kind: header[2] ?? "hosts" };
      groups.group(section.group);
      return;
    }
    const line: InventoryLine = { path, line: index + 1, raw, content, group: section.group };
    const reason = readLine(groups, line, section.kind);
    if (reason !== undefined) unread.push({ path, line: line.line, reason });
  });
  return { path, groups: groups.groups, hostVersions: groups.hostVersions, unread };
}

interface InventoryLine {
  readonly path: string;
  readonly line: number;
  readonly raw: string;
  readonly content: string;
  readonly group: string;
}

/** The reason where the line cannot be read. */
function readLine(groups: InventoryGroups, line: InventoryLine, kind: string): string | undefined {
  const group = groups.group(line.group);
  if (kind === "vars") {
    const equals = line.content.indexOf("=");
    const key = line.content.slice(0, Math.max(equals, 0)).trimEnd();
    if (!NAME.test(key)) return "a line without = among variables";
    const written = unquoted(withoutComment(line.content.slice(equals + 1).trim()));
    group.variables.push({ key, origin: originOf(line, key, written) });
    return undefined;
  }
  const [word = ""] = line.content.split(/\s/, 1);
  if (kind === "children") {
    group.children.push(word);
    return undefined;
  }
  const pattern = unquoted(word);
  const origin = originOf(line, line.group, pattern);
  const withoutPort = pattern.replace(/(?<=[^:\]]|\]):\d+$/, "");
  return groups.addHosts({ group: line.group, pattern: withoutPort, origin }, ownVersion(line));
}

function originOf({ path, line, raw, group }: InventoryLine, field: string, value: string): Origin {
  const start = field === group ? 0 : raw.indexOf("=", Math.max(raw.indexOf(field), 0)) + 1;
  const column = Math.max(raw.indexOf(value, start), 0) + 1;
  return { path, line, column, field, value };
}

const OWN_VERSION = /\skube_version=(["']?)([^\s"']+)/;

/** `kube_version=…` among the variables behind a host's name. */
function ownVersion(line: InventoryLine): Origin | undefined {
  const found = OWN_VERSION.exec(withoutComment(line.content));
  return found === null ? undefined : originOf(line, "kube_version", found[2] ?? "");
}

function withoutComment(value: string): string {
  const comment = value.search(/\s#/);
  return comment === -1 ? value : value.slice(0, comment).trimEnd();
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}
