import { newestPatch, type ReleaseFacts } from "../kubernetes/releases.ts";
import { tryParseVersion, type Version } from "../kubernetes/version.ts";

/** The version as kubeadm and the packages name it: `1.34.6`, without `v` and without a vendor's suffix. */
export function plainVersion({ minor, patch, prerelease }: Version): string {
  const base = patch === undefined ? `1.${minor}` : `1.${minor}.${patch}`;
  return prerelease === undefined ? base : `${base}-${prerelease}`;
}

/** A version with its patch: where only the minor was read, the newest patch that is known of it. */
export function withPatch(version: Version, releases: ReleaseFacts): Version {
  if (version.patch !== undefined) return version;
  return tryParseVersion(newestPatch(version, releases) ?? "") ?? version;
}

/** The minor that a package repository is named after: `v1.36`. */
export function repositoryMinor(version: string): string {
  return `v${version.split(".").slice(0, 2).join(".")}`;
}

/** The minor's number: 36 for `1.36.6`. */
export function minorNumber(version: string): number {
  return Number(version.split(".")[1]);
}
