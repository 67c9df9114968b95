import { KubehopError } from "../source/kubehop-error.ts";
import { bundledReleases, isKnownVersion, newestPatch, release } from "./releases.ts";
import {
  compareVersions,
  formatVersion,
  minorDistance,
  minorOf,
  parseVersion,
  type Version,
} from "./version.ts";

const { asOf: factsAsOf, newestMinor } = bundledReleases;

/** One step of a path: at most one minor up. `to` is always a full version. */
export interface PathHop {
  readonly from: string;
  readonly to: string;
}

/** How to get from one version to another; `same` and `downgrade` have no hops. */
export interface UpgradePath {
  readonly verdict: "ok" | "same" | "downgrade";
  readonly hops: readonly PathHop[];
  /** What to know about the path, one sentence each: end-of-life minors, pre-releases, vendors' builds. */
  readonly notes: readonly string[];
}

/**
 * The hops from one version to another, minor by minor because kubeadm skips none. An intermediate hop ends
 * at its minor's newest known patch, the last one at the target as asked, or at the newest known patch where
 * only a minor was asked for. A starting version known by its minor only is kept as it is. Ends of life are
 * told against the day of the facts, since this function has no clock.
 *
 * @throws KubehopError `invalid-version`, or `unknown-version` for a release that the facts do not know
 */
export function upgradePath(from: string, to: string): UpgradePath {
  const [start, asked] = [knownVersion(from), knownVersion(to)];
  const target = asked.patch === undefined ? newestOf(asked) : asked;
  const direction = directionOf(start, asked, target);
  if (direction !== "ok") {
    const why = direction === "same" ? sameNote(start) : downgradeNote(start, target);
    return { verdict: direction, hops: [], notes: [why, ...notesOf(start, target, [start, target])] };
  }
  const stops = [...between(start, target), target];
  const hops = stops.map((stop, index) => ({
    from: formatVersion(stops[index - 1] ?? start),
    to: formatVersion(stop),
  }));
  return { verdict: "ok", hops, notes: notesOf(start, target, [start, ...stops]) };
}

function directionOf(start: Version, asked: Version, target: Version): UpgradePath["verdict"] {
  const minors = minorDistance(target, start);
  if (minors !== 0) return minors > 0 ? "ok" : "downgrade";
  if (start.patch === undefined) return asked.patch === undefined ? "same" : "ok";
  const order = compareVersions(target, start);
  if (order === 0) return "same";
  return order > 0 ? "ok" : "downgrade";
}

function between(start: Version, target: Version): readonly Version[] {
  const count = Math.max(0, minorDistance(target, start) - 1);
  return Array.from({ length: count }, (_, index) => newestOf(parseVersion(`1.${start.minor + index + 1}`)));
}

function newestOf(version: Version): Version {
  const newest = newestPatch(version);
  if (newest === undefined) throw unknownVersion(version);
  return parseVersion(newest);
}

/**
 * A version that exists, by its patch or by its minor alone.
 *
 * @throws KubehopError `invalid-version`, or `unknown-version` for a release that the facts do not know
 */
export function knownVersion(text: string): Version {
  const version = parseVersion(text);
  if (isKnownVersion(version)) return version;
  throw unknownVersion(version);
}

function unknownVersion(version: Version): KubehopError {
  const shown = formatVersion(version);
  return new KubehopError({
    code: "unknown-version",
    message: `Kubernetes ${shown} is not known: ${whyUnknown(version)}.`,
    remedy: `Ask for a version that exists, or use a Kubehop whose facts are younger than ${factsAsOf}.`,
  });
}

function whyUnknown(version: Version): string {
  const minor = minorOf(version);
  const newest = newestPatch(version);
  if (newest !== undefined) return `the newest patch of ${minor} known on ${factsAsOf} is ${newest}`;
  return minorDistance(version, newestMinor) > 0
    ? `the newest minor released on ${factsAsOf} is ${newestMinor}`
    : `the facts do not reach back to ${minor}`;
}

function sameNote(start: Version): string {
  return `${formatVersion(start)} runs already: there is no hop to make.`;
}

function downgradeNote(start: Version, target: Version): string {
  return `${formatVersion(target)} is older than ${formatVersion(start)}, and Kubernetes is not downgraded in place: the way back is a restore of the backup that was made before the upgrade.`;
}

function notesOf(start: Version, target: Version, stops: readonly Version[]): readonly string[] {
  const ended = [...new Set(stops.map(minorOf))].flatMap(endOfLifeNote);
  return [...startNotes(start), ...targetNotes(target), ...ended];
}

function startNotes(start: Version): readonly string[] {
  const shown = formatVersion(start);
  return [
    ...(start.patch === undefined
      ? [`Only the minor of the running version is known (${shown}), not its patch.`]
      : []),
    ...(start.prerelease === undefined
      ? []
      : [`The running version ${shown} is a pre-release; upgrades from one are not tested by the project.`]),
    ...vendorNote("running", start),
  ];
}

function targetNotes(target: Version): readonly string[] {
  const shown = formatVersion(target);
  const unstable =
    target.prerelease === undefined
      ? []
      : [`The target ${shown} is a pre-release; kubeadm wants an --allow-…-upgrades flag for it.`];
  return [...unstable, ...vendorNote("target", target)];
}

function vendorNote(which: "running" | "target", version: Version): readonly string[] {
  if (version.vendor === undefined) return [];
  return [
    `The ${which} version ${formatVersion(version)} is a vendor's build (${version.vendor}); its upgrades are the vendor's, and kubeadm's packages do not carry it.`,
  ];
}

function endOfLifeNote(minor: string): readonly string[] {
  const endOfLife = release(minor)?.endOfLife;
  if (endOfLife === undefined) return [];
  return endOfLife <= factsAsOf ? [`Kubernetes ${minor} is past its end of life (${endOfLife}).`] : [];
}
