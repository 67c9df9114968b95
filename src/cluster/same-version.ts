import { compareVersions, tryParseVersion } from "../kubernetes/version.ts";

/** Whether two readings can be the same version: a minor alone (`1.34`) agrees with every patch of it. */
export function isSameVersion(left: string, right: string): boolean {
  const one = tryParseVersion(left);
  const other = tryParseVersion(right);
  if (one === undefined || other === undefined) return left === right;
  if (one.patch === undefined || other.patch === undefined) return one.minor === other.minor;
  return compareVersions(one, other) === 0;
}

/** The older of the versions; of equal ones the more exact, then the first. */
export function oldest<Reading extends { readonly version: string }>(
  readings: readonly Reading[],
): Reading | undefined {
  return readings.reduce<Reading | undefined>(
    (best, reading) => (best === undefined || isBetter(reading.version, best.version) ? reading : best),
    undefined,
  );
}

function isBetter(candidate: string, best: string): boolean {
  const one = tryParseVersion(candidate);
  const other = tryParseVersion(best);
  if (one === undefined) return false;
  if (other === undefined) return true;
  if (isSameVersion(candidate, best)) return other.patch === undefined && one.patch !== undefined;
  return compareVersions(one, other) < 0;
}
