import type { Unread } from "../source/finding.ts";
import type { Manifest } from "./manifest.ts";

/** Characters that neither an API's version nor a kind has: `${API_VERSION}`, `<VERSION>`, `@@KIND@@`, `$(KIND)`. */
const PLACEHOLDER = /[$<>{}%@()]/;

/** What of an object's identity is a placeholder that something else fills. */
export function unreadPlaceholders({ path, apiVersion, kind, at, value }: Manifest): readonly Unread[] {
  const named = { apiVersion, kind };
  return (["apiVersion", "kind"] as const)
    .filter((key) => PLACEHOLDER.test(named[key]))
    .map((key) => ({
      path,
      line: (value?.get(key)?.position() ?? at).line,
      reason: `${key} is a placeholder: ${named[key].slice(0, 80)}`,
    }));
}
