import type { ApiFacts } from "./api-facts.ts";
import { apiStatus, isServed } from "./api-status.ts";
import { apiFacts, versionsOfKind } from "./api-table.ts";
import { scannedMinors } from "./lifecycle-facts.ts";
import { minorDistance } from "./version.ts";

/** The minors that serve an API and its replacement; `until` is null while the newest one known serves both. */
export interface MigrationWindow {
  readonly from: string;
  readonly until: string | null;
}

/**
 * The best API to write instead, in a minor: served there and with a future, which is not to be deprecated,
 * or, where every candidate is, to be served still in the next minor and to outlive what it replaces. Stable
 * goes before beta before alpha, then the higher number; a lower major is not better (`autoscaling/v1` knows less than
 * `autoscaling/v2beta1`). It may be of another kind. Undefined where there is none.
 *
 * @throws KubehopError `invalid-version`
 */
export function bestReplacement(facts: ApiFacts, minor: string): ApiFacts | undefined {
  const candidates = relativesOf(facts).filter((candidate) => isServed(candidate, minor));
  const lively = candidates.filter((candidate) => apiStatus(candidate, minor).deprecatedIn === undefined);
  return bestOf(
    facts,
    lively.length > 0 ? lively : candidates.filter((candidate) => outlives(candidate, facts, minor)),
  );
}

/** The minors that serve both, as far as they were scanned; undefined where none does. */
export function migrationWindow(one: ApiFacts, other: ApiFacts): MigrationWindow | undefined {
  const both = scannedMinors.filter((minor) => isServed(one, minor) && isServed(other, minor));
  const [from, last] = [both[0], both.at(-1)];
  if (from === undefined || last === undefined) return undefined;
  return { from, until: last === scannedMinors.at(-1) ? null : last };
}

/** The other versions of the kind, and those of the kind that its source names as the replacement. */
export function relativesOf(facts: ApiFacts): readonly ApiFacts[] {
  const declared = facts.declaredReplacement === null ? undefined : apiFacts(facts.declaredReplacement);
  const families = [facts, ...(declared === undefined ? [] : [declared])].flatMap(versionsOfKind);
  return [...new Set(families)].filter(
    (candidate) => candidate.apiVersion !== facts.apiVersion || candidate.kind !== facts.kind,
  );
}

/** The best of several versions that could be written instead of `facts`. */
export function bestOf(facts: ApiFacts, candidates: readonly ApiFacts[]): ApiFacts | undefined {
  const own = rankOf(facts.version).major;
  const higher = candidates.filter(({ version }) => rankOf(version).major >= own);
  return (higher.length > 0 ? higher : candidates).toSorted((one, other) => compareRank(other, one))[0];
}

function outlives(candidate: ApiFacts, facts: ApiFacts, minor: string): boolean {
  const [end, ownEnd] = [apiStatus(candidate, minor).endsIn, apiStatus(facts, minor).endsIn];
  if (end === undefined) return true;
  return minorDistance(end, minor) > 1 && ownEnd !== undefined && minorDistance(end, ownEnd) > 0;
}

interface Rank {
  readonly stage: number;
  readonly major: number;
  readonly number: number;
}

/** Kubernetes' own order of versions: `v2` before `v1` before `v1beta2` before `v1alpha3`. */
function compareRank({ version: one }: ApiFacts, { version: other }: ApiFacts): number {
  const [left, right] = [rankOf(one), rankOf(other)];
  return left.stage - right.stage || left.major - right.major || left.number - right.number;
}

const STAGES: readonly string[] = ["alpha", "beta", ""];

function rankOf(version: string): Rank {
  const parts = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  const [, major = "0", stage = "", number = "0"] = parts ?? [];
  return { stage: STAGES.indexOf(stage), major: Number(major), number: Number(number) };
}
