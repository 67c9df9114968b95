import type { ApiFacts } from "./api-facts.ts";
import { bestOf, relativesOf } from "./api-replacement.ts";
import { apiStatus, isServed } from "./api-status.ts";
import { scannedMinors } from "./lifecycle-facts.ts";
import { minorDistance } from "./version.ts";

/** One move that has to be made while the API server is of the minor `at`, the last one that serves `from`. */
export interface MigrationMove {
  readonly from: ApiFacts;
  readonly at: string;
  /** Served in `at` and in the minor after it; undefined where nothing is, and objects have to be made anew. */
  readonly to?: ApiFacts;
}

/**
 * The moves that objects of an API need on the way from one minor to another, oldest first: always to the API
 * that lives longest, then to the best one. Empty where it is served all the way, or gone before the start.
 *
 * @throws KubehopError `invalid-version`
 */
export function migrationMoves(
  facts: ApiFacts,
  fromMinor: string,
  toMinor: string,
): readonly MigrationMove[] {
  const at = lastMinorWith(facts, toMinor);
  if (at === undefined || minorDistance(at, fromMinor) < 0 || !isServed(facts, at)) return [];
  const to = successorAcross(facts, at);
  if (to === undefined) return [{ from: facts, at }];
  return [{ from: facts, at, to }, ...migrationMoves(to, at, toMinor)];
}

/** The minor before the one that takes the API away, where that one lies at or before the end of the way. */
function lastMinorWith({ removedIn }: ApiFacts, toMinor: string): string | undefined {
  if (removedIn === null || minorDistance(toMinor, removedIn) < 0) return undefined;
  return scannedMinors.findLast((minor) => minorDistance(minor, removedIn) < 0);
}

function successorAcross(facts: ApiFacts, at: string): ApiFacts | undefined {
  const next = scannedMinors[scannedMinors.indexOf(at) + 1];
  if (next === undefined) return undefined;
  const bridging = relativesOf(facts).filter((api) => isServed(api, at) && isServed(api, next));
  const latest = Math.max(...bridging.map((api) => lifeAfter(api, next)));
  return bestOf(
    facts,
    bridging.filter((api) => lifeAfter(api, next) === latest),
  );
}

/** How many minors an API lives on after `minor`, as far as its source tells. */
function lifeAfter(api: ApiFacts, minor: string): number {
  const { endsIn } = apiStatus(api, minor);
  return endsIn === undefined ? Number.POSITIVE_INFINITY : minorDistance(endsIn, minor);
}
