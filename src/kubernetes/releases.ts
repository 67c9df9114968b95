import releaseFacts from "../../data/releases.json" with { type: "json" };
import { daysBetween } from "./iso-date.ts";
import { minorOf, parseVersion, type Version } from "./version.ts";

/** One minor of Kubernetes; dates are ISO days, patches are in the order of their release. */
export interface Release {
  readonly minor: string;
  /** Day of the `.0` release. */
  readonly gaDate: string;
  /** First day on which only urgent fixes are backported. Not recorded for the oldest minors. */
  readonly maintenanceModeFrom: string | null;
  /** First day without support. */
  readonly endOfLife: string;
  readonly newestPatch: string;
  readonly patches: readonly { readonly version: string; readonly date: string }[];
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

/** How old the facts are; `stale` above 60 days. */
export interface FactsAge {
  readonly asOf: string;
  readonly ageDays: number;
  readonly stale: boolean;
}

/** Facts above this age may miss a release or an end of life, and every report says so. */
const STALE_AFTER_DAYS = 60;

/** What is known of all releases on a day. */
export interface ReleaseFacts {
  /** The day on which they were gathered, as an ISO date. */
  readonly asOf: string;
  /** The newest minor that was released by then: `1.37`. */
  readonly newestMinor: string;
  /** By minor, oldest first. */
  readonly minors: ReadonlyMap<string, Release>;
}

/** The facts of `data/releases.json`: what every function takes where it is given no others. */
export const bundledReleases: ReleaseFacts = {
  asOf: releaseFacts.asOf,
  newestMinor: releaseFacts.newestMinor,
  minors: new Map(releaseFacts.minors.map((row): [string, Release] => [row.minor, row])),
};

/**
 * How old the release facts are on `today` (an ISO date).
 *
 * @throws KubehopError `invalid-date`
 */
export function factsAge(today: string, { asOf } = bundledReleases): FactsAge {
  const ageDays = daysBetween(asOf, today);
  return { asOf, ageDays, stale: ageDays > STALE_AFTER_DAYS };
}

/** Every minor the facts know, oldest first. */
export function releases(): readonly Release[] {
  return [...bundledReleases.minors.values()];
}

/**
 * What is known of the minor that a version belongs to; undefined where the facts do not cover it.
 *
 * @throws KubehopError `invalid-version`
 */
export function release(minor: Version | string, { minors } = bundledReleases): Release | undefined {
  return minors.get(minorOf(minor));
}

/**
 * The newest patch of a minor that was released when the facts were gathered: `1.36.6` for `1.36`.
 *
 * @throws KubehopError `invalid-version`
 */
export function newestPatch(minor: Version | string, facts = bundledReleases): string | undefined {
  return release(minor, facts)?.newestPatch;
}

/**
 * True where exactly this patch was released. A vendor's suffix is left aside; a pre-release and a bare
 * minor are no patches.
 *
 * @throws KubehopError `invalid-version`
 */
export function isKnownPatch(version: Version | string, { minors } = bundledReleases): boolean {
  const { minor, patch, prerelease } = typeof version === "string" ? parseVersion(version) : version;
  if (patch === undefined || prerelease !== undefined) return false;
  return minors.get(`1.${minor}`)?.patches.some((row) => row.version === `1.${minor}.${patch}`) ?? false;
}

/**
 * True where the facts know the version: a minor as a whole (`1.36`), a released patch, or a pre-release of
 * one (`1.37.0-rc.1`).
 *
 * @throws KubehopError `invalid-version`
 */
export function isKnownVersion(version: Version | string, facts = bundledReleases): boolean {
  const { minor, patch } = typeof version === "string" ? parseVersion(version) : version;
  return patch === undefined ? facts.minors.has(`1.${minor}`) : isKnownPatch(`1.${minor}.${patch}`, facts);
}
