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

/** The day on which the release facts were gathered. */
export const factsAsOf: string = releaseFacts.asOf;

/** The newest minor that was released when the facts were gathered: `1.37`. */
export const newestMinor: string = releaseFacts.newestMinor;

const RELEASES: ReadonlyMap<string, Release> = new Map(
  releaseFacts.minors.map((row): [string, Release] => [row.minor, row]),
);

/**
 * How old the release facts are on `today` (an ISO date).
 *
 * @throws KubehopError `invalid-date`
 */
export function factsAge(today: string): FactsAge {
  const ageDays = daysBetween(factsAsOf, today);
  return { asOf: factsAsOf, ageDays, stale: ageDays > STALE_AFTER_DAYS };
}

/** Every minor the facts know, oldest first. */
export function releases(): readonly Release[] {
  return [...RELEASES.values()];
}

/**
 * What is known of the minor that a version belongs to; undefined where the facts do not cover it.
 *
 * @throws KubehopError `invalid-version`
 */
export function release(minor: Version | string): Release | undefined {
  return RELEASES.get(minorOf(minor));
}

/**
 * The newest patch of a minor that was released when the facts were gathered: `1.36.6` for `1.36`.
 *
 * @throws KubehopError `invalid-version`
 */
export function newestPatch(minor: Version | string): string | undefined {
  return release(minor)?.newestPatch;
}

/**
 * True where exactly this patch was released. A vendor's suffix is left aside; a pre-release and a bare
 * minor are no patches.
 *
 * @throws KubehopError `invalid-version`
 */
export function isKnownPatch(version: Version | string): boolean {
  const { minor, patch, prerelease } = typeof version === "string" ? parseVersion(version) : version;
  if (patch === undefined || prerelease !== undefined) return false;
  return RELEASES.get(`1.${minor}`)?.patches.some((row) => row.version === `1.${minor}.${patch}`) ?? false;
}

/**
 * True where the facts know the version: a minor as a whole (`1.36`), a released patch, or a pre-release of
 * one (`1.37.0-rc.1`).
 *
 * @throws KubehopError `invalid-version`
 */
export function isKnownVersion(version: Version | string): boolean {
  const { minor, patch } = typeof version === "string" ? parseVersion(version) : version;
  return patch === undefined ? RELEASES.has(`1.${minor}`) : isKnownPatch(`1.${minor}.${patch}`);
}
