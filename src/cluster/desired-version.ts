import type { Finding } from "../source/finding.ts";
import { type Claim, judge, sourcesDisagree } from "./disagreement.ts";
import type { Observation } from "./reader.ts";

/** The version that files ask an upgrade of the cluster to end at, and the finding where they ask for several. */
export function readDesiredVersion(observations: readonly Observation[]): {
  readonly version?: string;
  readonly findings: readonly Finding[];
} {
  const claims = observations.flatMap(({ desiredVersions = [], nature }) =>
    desiredVersions.map((reading): Claim => ({ ...reading, nature })),
  );
  const { believed, others } = judge(claims);
  if (believed === undefined) return { findings: [] };
  const { version } = believed;
  if (others.length === 0) return { version, findings: [] };
  const reason = "the nearer target lies on the way to the other one";
  return {
    version,
    findings: [sourcesDisagree("The version that is asked for", { believed, others, reason })],
  };
}
