import type { KubeadmDocument } from "../cluster/cluster.ts";
import { isMapping } from "../source/mapping.ts";
import type { Origin } from "../source/origin.ts";

/** The value at `path`, one key a level; undefined where a level is missing or is no mapping. */
export function settingAt(content: unknown, ...path: readonly string[]): unknown {
  let current = content;
  for (const key of path) {
    if (!isMapping(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** The entries of a mapping at `path`; empty where there is none. */
export function settingsAt(
  content: unknown,
  ...path: readonly string[]
): readonly (readonly [string, unknown])[] {
  const value = settingAt(content, ...path);
  return isMapping(value) ? Object.entries(value) : [];
}

/** A scalar as a component's command line or a comparison wants it; undefined for anything else. */
export function settingText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** Where a setting of a document stands; its first line where the exact place was not kept. */
export function settingOrigin(document: KubeadmDocument, field: string): Origin {
  const position = document.places?.[field];
  const value = field.split(".").at(-1) ?? field;
  if (position === undefined) return document.origin;
  return { path: document.origin.path, line: position.line, column: position.column, field, value };
}

/** A field's key as the reader writes it into a dotted path. */
export function fieldKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}
