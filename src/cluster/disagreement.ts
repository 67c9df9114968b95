import type { Finding } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import type { Observation, VersionReading } from "./reader.ts";
import { isSameVersion, oldest } from "./same-version.ts";

/** A version with what kind of source it stands in. */
export interface Claim extends VersionReading {
  readonly nature: Observation["nature"];
}

/** Which of several claims is believed, and those that contradict it. */
export interface Judgement {
  readonly believed?: Claim;
  readonly others: readonly Claim[];
}

/** A disagreement, and why one of the claims is believed where that is not the usual reason. */
interface Disagreement {
  readonly believed: Claim;
  readonly others: readonly Claim[];
  readonly reason?: string;
}

/**
 * Judges what several sources say about one thing. A snapshot is believed before a declaration, because it
 * shows what ran; among equals the older version is, because a plan from it never skips a minor.
 */
export function judge(claims: readonly Claim[]): Judgement {
  const snapshots = claims.filter(({ nature }) => nature === "snapshot");
  const believed = oldest(snapshots.length > 0 ? snapshots : claims);
  if (believed === undefined) return { others: [] };
  return { believed, others: claims.filter(({ version }) => !isSameVersion(version, believed.version)) };
}

/** {@link judge} with the finding that a disagreement about `what` (`The kubelet of node cp-1`) makes. */
export function judgeWithFinding(
  what: string,
  claims: readonly Claim[],
): { readonly believed?: Claim; readonly findings: readonly Finding[] } {
  const { believed, others } = judge(claims);
  if (believed === undefined) return { findings: [] };
  return { believed, findings: others.length === 0 ? [] : [sourcesDisagree(what, { believed, others })] };
}

/**
 * The finding that names every line of a disagreement, the believed one first.
 *
 * @param alike further places of the same disagreement: other nodes of the same two files
 */
export function sourcesDisagree(
  what: string,
  { believed, others, reason = usualReason(believed, others) }: Disagreement,
  alike: readonly Claim[] = [],
): Finding {
  const said = others.slice(0, 5).map(({ version, origin }) => `${version} (${spot(origin)})`);
  return inspectionFinding({
    id: "sources-disagree",
    title: "Two sources disagree about a version",
    severity: "risk",
    certainty: "proven",
    places: [believed, ...others, ...alike].map(({ origin: { path, line, column } }) => ({
      path,
      line,
      column,
    })),
    why: `${what} is ${believed.version} at ${spot(believed.origin)}, but ${said.join(", ")}${others.length > said.length ? ", …" : ""} elsewhere. ${believed.version} is believed: ${reason}.`,
    fix: "Take the snapshots again, or correct the file that is out of date.",
  });
}

function usualReason(believed: Claim, others: readonly Claim[]): string {
  const isRunning = believed.nature === "snapshot" && others.some(({ nature }) => nature === "declaration");
  return isRunning
    ? "a snapshot shows what ran when it was taken, the file what somebody wants"
    : "a plan that starts at the older version never skips a minor";
}

function spot({ path, line }: Origin): string {
  return `${path}:${line}`;
}
