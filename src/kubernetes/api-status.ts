import type { ApiDeclaration, ApiFacts } from "./api-facts.ts";
import { scannedMinors } from "./lifecycle-facts.ts";
import { minorDistance, minorOf, type Version } from "./version.ts";

/** What a component of one minor does with an API. */
export interface ApiStatus {
  /**
   * `off-by-default`: served only where `--runtime-config` switches it on; `removed` and `not-yet`: refused;
   * `unknown`: the minor was not scanned.
   */
  readonly status: "served" | "off-by-default" | "removed" | "not-yet" | "unknown";
  /** The minor that deprecated it; only where that minor has come. */
  readonly deprecatedIn?: string;
  /** The first minor without it: observed, or declared by this minor's source and still to come. */
  readonly endsIn?: string;
}

/**
 * How an API stands in a minor (`1.36`, `1.36.2`).
 *
 * @throws KubehopError `invalid-version`
 */
export function apiStatus(facts: ApiFacts, minor: Version | string): ApiStatus {
  const wanted = minorOf(minor);
  if (!scannedMinors.includes(wanted)) return { status: "unknown" };
  const { deprecated = null, removed = null } = declarationIn(facts, wanted) ?? {};
  const endsIn = facts.removedIn ?? removed;
  return {
    status: presenceIn(facts, wanted),
    ...(deprecated !== null && isFrom(wanted, deprecated) ? { deprecatedIn: deprecated } : {}),
    ...(endsIn === null ? {} : { endsIn }),
  };
}

/** True where a component of the minor takes the API, switched on or not. */
export function isServed(facts: ApiFacts, minor: string): boolean {
  const { status } = apiStatus(facts, minor);
  return status === "served" || status === "off-by-default";
}

function presenceIn(facts: ApiFacts, minor: string): ApiStatus["status"] {
  if (facts.removedIn !== null && isFrom(minor, facts.removedIn)) return "removed";
  if (facts.servedFrom === null || !isFrom(minor, facts.servedFrom)) {
    return facts.servedFrom === null && facts.removedIn !== null ? "removed" : "not-yet";
  }
  if (facts.gaps.includes(minor)) return "removed";
  const setting = facts.servedByDefault.findLast(({ fromMinor }) => isFrom(minor, fromMinor));
  return setting?.enabled === false ? "off-by-default" : "served";
}

/** What the source of this minor said; the oldest declaration where it was not scanned yet. */
function declarationIn({ declarations }: ApiFacts, minor: string): ApiDeclaration | undefined {
  return declarations.findLast(({ asOf }) => isFrom(minor, asOf)) ?? declarations[0];
}

function isFrom(minor: string, bound: string): boolean {
  return minorDistance(minor, bound) >= 0;
}
