import { at, entriesAt, listAt, textAt } from "./fields.ts";

/**
 * The objects of a JSON or YAML document: itself, the items of a List of any kind (which need not repeat its kind),
 * or of a bare array. Secrets are left out: nothing of them is needed.
 *
 * @param kind what items are that do not say it
 */
export function itemsOf(document: unknown, kind?: string): readonly unknown[] {
  if (Array.isArray(document)) return document.flatMap((item) => itemsOf(item));
  const own = textAt(document, "kind") ?? kind;
  if (own === undefined) return [];
  if (!own.endsWith("List") && at(document, "items") === undefined) {
    if (own === "Secret") return [];
    return [
      at(document, "kind") === undefined
        ? { ...Object.fromEntries(entriesAt(document)), kind: own }
        : document,
    ];
  }
  const listed = kind ?? (own === "List" ? undefined : own.replace(/List$/, ""));
  return listAt(document, "items").flatMap((item) => itemsOf(item, listed));
}
