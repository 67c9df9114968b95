import type { Finding, Place } from "../source/finding.ts";

/**
 * Findings that share no place, where a place may be filled in several ways: it stays with the most urgent finding,
 * by the order of `ids`, and with the proven one before the likely one. A finding without a place left is none.
 */
export function eachPlaceOnce(findings: readonly Finding[], ids: readonly string[]): readonly Finding[] {
  const urgency = ({ id, certainty }: Finding) => 2 * ids.indexOf(id) + (certainty === "proven" ? 0 : 1);
  const taken = new Map<string, Finding>();
  for (const finding of findings.toSorted((one, other) => urgency(one) - urgency(other))) {
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

/** A place as a key. */
export function spotOf({ path, line, column }: Place): string {
  return JSON.stringify([path, line, column]);
}
