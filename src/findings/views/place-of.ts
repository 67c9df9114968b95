import { type Manifest, objectReference } from "../../manifests/manifest.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { Position } from "../../source/line-index.ts";

/** The place of an object, at its `apiVersion` or at a spot inside it; it keeps no text of the file alive. */
export function placeOf(manifest: Manifest, at: Position = manifest.at): Place {
  const { apiVersion, kind, name, namespace } = objectReference(manifest);
  return {
    path: manifest.path,
    line: at.line,
    column: at.column,
    object: {
      apiVersion: detached(apiVersion),
      kind: detached(kind),
      ...(name === undefined ? {} : { name: detached(name) }),
      ...(namespace === undefined ? {} : { namespace: detached(namespace) }),
    },
    class: "object",
  };
}
