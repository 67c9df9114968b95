import { documentManifests } from "../manifests/document-manifests.ts";
import type { Manifest } from "../manifests/manifest.ts";
import { readDocuments } from "../source/documents.ts";
import type { FixRequest } from "./fixer.ts";

/** The object whose `apiVersion` stands at the place; undefined for what lies inside one, and for templates. */
export function objectAt({ file, place }: FixRequest): Manifest | undefined {
  return readDocuments(file)
    .documents.flatMap(({ root }) => documentManifests(root))
    .find(({ at }) => at.line === place.line && at.column === place.column);
}

/** Whether the place is an object's own, as a patch's in a file of its own is. */
export function isWholeObject(request: FixRequest): boolean {
  return objectAt(request) !== undefined;
}
