import type { Finding, Place } from "../source/finding.ts";
import { findingIdentities, placeIdentity } from "./finding-identity.ts";

/**
 * Tells the findings that a change brings apart from those that its base had: a finding with places of both
 * becomes two. `before` are the findings of the base commit for the same way.
 */
export function withNovelty(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const known = new Set(before.flatMap(findingIdentities));
  return findings.flatMap((finding) => {
    if (finding.places.length === 0) {
      const isOld = findingIdentities(finding).some((identity) => known.has(identity));
      return [marked(finding, isOld ? "existing" : "new")];
    }
    const isKnown = (place: Place) => known.has(placeIdentity(finding, place));
    const old = finding.places.filter(isKnown);
    const brought = finding.places.filter((place) => !isKnown(place));
    return [
      ...(brought.length === 0 ? [] : [marked({ ...finding, places: brought }, "new")]),
      ...(old.length === 0 ? [] : [marked({ ...finding, places: old }, "existing")]),
    ];
  });
}

function marked(finding: Finding, novelty: NonNullable<Finding["novelty"]>): Finding {
  return { ...finding, novelty };
}
