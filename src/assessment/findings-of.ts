import type { Finding, Severity } from "../source/finding.ts";
import type { Assessment } from "./assessment.ts";
import { atLeast } from "./sort-findings.ts";

/** Every finding of an assessment: the repository's own, then those of each cluster. */
export function findingsOf({ findings, clusters }: Assessment): readonly Finding[] {
  return [...findings, ...clusters.flatMap((cluster) => cluster.findings)];
}

/** How many findings are at least as severe as `threshold`. */
export function countAtLeast(assessment: Assessment, threshold: Severity): number {
  return findingsOf(assessment).filter(({ severity }) => atLeast(severity, threshold)).length;
}
