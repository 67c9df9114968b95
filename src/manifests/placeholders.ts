import type { Unread } from "../source/finding.ts";
import type { Manifest } from "./manifest.ts";

/** Characters that neither an API's version nor a kind has: `${API_VERSION}`, `<VERSION>`, `@@KIND@@`, `$(KIND)`. */
const PLACEHOLDER = /[$<>{}%@()]/;
/** How words to be replaced are written (`TODO`, `__API_VERSION__`, `batch/VERSION`): no API's version has such letters. */
const TO_REPLACE = /[A-Z_]/;

/** A manifest that says nothing where it holds a placeholder, and what of it is therefore unread. */
export function readPlaceholders(manifest: Manifest): {
  readonly manifest: Manifest;
  readonly unread: readonly Unread[];
} {
  const { apiVersion, kind } = manifest;
  const unread = [...placeholderIn(manifest, "apiVersion"), ...placeholderIn(manifest, "kind")];
  if (unread.length === 0) return { manifest, unread };
  return {
    manifest: { ...manifest, apiVersion: told("apiVersion", apiVersion), kind: told("kind", kind) },
    unread,
  };
}

function placeholderIn(
  { path, at, value, ...named }: Manifest,
  key: "apiVersion" | "kind",
): readonly Unread[] {
  if (!isPlaceholder(key, named[key])) return [];
  const { line } = value?.get(key)?.position() ?? at;
  return [{ path, line, reason: `${key} is a placeholder: ${named[key].slice(0, 80)}` }];
}

function isPlaceholder(key: "apiVersion" | "kind", text: string): boolean {
  return PLACEHOLDER.test(text) || (key === "apiVersion" && TO_REPLACE.test(text));
}

function told(key: "apiVersion" | "kind", text: string): string {
  return isPlaceholder(key, text) ? "" : text;
}
