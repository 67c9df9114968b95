import type { Finding, Place } from "../source/finding.ts";

/**
 * What makes a place of a finding the same one when lines move: the finding, the file and the object. A finding
 * without places is told by its sentence.
 */
export function placeIdentity({ id, cluster }: Finding, { path, object }: Place): string {
  const { kind = "", namespace = "", name = "" } = object ?? {};
  return JSON.stringify([id, cluster ?? "", path, kind, namespace, name]);
}

/** The identities of a finding: one a place, or one for the whole where it has none. */
export function findingIdentities(finding: Finding): readonly string[] {
  if (finding.places.length > 0) return finding.places.map((place) => placeIdentity(finding, place));
  return [JSON.stringify([finding.id, finding.cluster ?? "", finding.why])];
}
