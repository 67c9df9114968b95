import type { Unread } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import { unreadDefinitions } from "./ansible-definitions.ts";

/**
 * What of a `List` is no object: `items: ${ITEMS}`, `- ${ITEM}`. One entry a list, at the first. Of a list of
 * Ansible's tasks what cannot be told of the objects that they apply.
 */
export function unreadItems(root: SourceValue): readonly Unread[] {
  if (root.kind === "sequence") return unreadDefinitions(root);
  if (root.textAt("kind") !== "List") return [];
  const items = root.get("items");
  const listed = items?.items() ?? [];
  const scalars = [items, ...listed].filter((value) => value?.kind === "scalar");
  const [first, ...others] = scalars.filter((value) => value?.text() !== undefined);
  return [
    ...(first === undefined ? [] : [unreadAt(first, others.length)]),
    ...listed.flatMap((item) => unreadItems(item)),
  ];
}

function unreadAt(value: SourceValue, others: number): Unread {
  const { path, line } = value.place();
  const more = others === 0 ? "" : `, and ${others} more`;
  return {
    path,
    line,
    reason: `items of the List are no objects: ${value.text()?.slice(0, 80)}${more} (only what they become can be read)`,
  };
}
