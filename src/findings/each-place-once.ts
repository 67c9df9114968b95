import { compareVersions } from "../kubernetes/version.ts";
import type { Finding, Place } from "../source/finding.ts";

/**
 * Findings that share no place, where a place may be filled in several ways: it stays with the most urgent finding,
 * by the order of `ids`, with the proven one before the likely one, and of equals with that of the last hop: what ends
 * there is what clusters get until then. A finding without a place left is none.
 */
export function eachPlaceOnce(findings: readonly Finding[], ids: readonly string[]): readonly Finding[] {
  const urgency = ({ id, certainty }: Finding) => 2 * ids.indexOf(id) + (certainty === "proven" ? 0 : 1);
  const taken = new Map<string, Finding>();
  const byUrgency = (one: Finding, other: Finding) => urgency(one) - urgency(other) || laterFirst(one, other);
  for (const finding of findings.toSorted(byUrgency)) {
    for (const place of finding.places) {
      const spot = spotOf(place);
      if (!taken.has(spot)) taken.set(spot, finding);
    }
  }
  return findings.flatMap((finding) => {
    const places = finding.places.filter((place) => taken.get(spotOf(place)) === finding);
    return places.length === 0 ? [] : [{ ...finding, places }];
  });
}

function laterFirst({ appliesTo: { to: one } }: Finding, { appliesTo: { to: other } }: Finding): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return compareVersions(other, one);
}

/** A place as a key. */
export function spotOf({ path, line, column }: Place): string {
  return JSON.stringify([path, line, column]);
}
