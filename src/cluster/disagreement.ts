import type { Finding } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import type { Observation, VersionReading } from "./reader.ts";
import { isSameVersion, oldest } from "./same-version.ts";

/** A version with what kind of source it stands in. */
export interface Claim extends VersionReading {
  readonly nature: Observation["nature"];
}

/** Which of several claims is believed, and the finding where they disagree. */
export interface Judgement {
  readonly believed?: Claim;
  readonly findings: readonly Finding[];
}

/**
 * Judges what several sources say about one thing (`what`, such as `the kubelet of node cp-1`). A snapshot
 * is believed before a declaration, because it shows what ran; among equals the older version is, because a
 * plan from it never skips a minor.
 */
export function judge(what: string, claims: readonly Claim[]): Judgement {
  const snapshots = claims.filter(({ nature }) => nature === "snapshot");
  const believed = oldest(snapshots.length > 0 ? snapshots : claims);
  if (believed === undefined) return { findings: [] };
  const others = claims.filter(({ version }) => !isSameVersion(version, believed.version));
  if (others.length === 0) return { believed, findings: [] };
  return { believed, findings: [sourcesDisagree(what, believed, others)] };
}

/** The finding that names every line of a disagreement, the believed one first. */
export function sourcesDisagree(what: string, believed: Claim, others: readonly Claim[]): Finding {
  const reason = others.some(({ nature }) => nature !== believed.nature)
    ? "a snapshot shows what ran when it was taken, the file what somebody wants"
    : "a plan that starts at the older version never skips a minor";
  const said = others.map(({ version, origin }) => `${version} (${spot(origin)})`).join(", ");
  return inspectionFinding({
    id: "sources-disagree",
    title: "Two sources disagree about a version",
    severity: "risk",
    certainty: "proven",
    places: [believed, ...others].map(({ origin: { path, line, column } }) => ({ path, line, column })),
    why: `${what} is ${believed.version} at ${spot(believed.origin)}, but ${said} elsewhere. ${believed.version} is believed: ${reason}.`,
    fix: "Take the snapshots again, or correct the file that is out of date.",
  });
}

function spot({ path, line }: Origin): string {
  return `${path}:${line}`;
}
