import type { Finding, Severity } from "../source/finding.ts";

const RANK: Readonly<Record<Severity, number>> = { blocker: 0, risk: 1, notice: 2 };

/** Most severe first; equal ones by id and place, so that the same input gives the same report. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || compare(keyOf(a), keyOf(b)));
}

/** True where `severity` is at least as severe as `threshold`. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return RANK[severity] <= RANK[threshold];
}

function keyOf(finding: Finding): string {
  const place = finding.places[0];
  const line = String(place?.line ?? 0).padStart(8, "0");
  return `${finding.id} ${place?.path ?? ""} ${line} ${finding.why}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
