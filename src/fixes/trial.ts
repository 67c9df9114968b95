import type { Finding, Place } from "../source/finding.ts";
import type { Bond, Fixer, FixRequest } from "./fixer.ts";

/** One cause at a place, with the findings that tell it: one a cluster, or of two checks. */
export interface Spot {
  readonly findings: readonly [Finding, ...Finding[]];
  readonly place: Place;
}

/** A spot whose fixer would mend it in the file as it is. */
export interface Mendable {
  readonly spot: Spot;
  readonly bond?: Bond | undefined;
  readonly fixer: Fixer;
  readonly request: FixRequest;
}

/** A spot that a person has to mend. */
export interface Refused {
  readonly spot: Spot;
  readonly bond?: Bond | undefined;
  readonly reason: string;
}

export type Trial = Mendable | Refused;

/** Tells a spot that is left to a person. */
export function isRefused(trial: Trial): trial is Refused {
  return "reason" in trial;
}
