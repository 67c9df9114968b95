import type { Finding, Severity } from "../source/finding.ts";

const RANK: Readonly<Record<Severity, number>> = { blocker: 0, risk: 1, notice: 2 };

/** Most severe first, then by hop in the order of the way, then by id, place and sentence: always the same order. */
export function sortFindings(
  findings: readonly Finding[],
  hops: readonly { readonly from: string; readonly to: string }[],
): readonly Finding[] {
  const keyed = findings.map((finding) => ({
    finding,
    hop: hops.findIndex(({ from, to }) => from === finding.appliesTo.from && to === finding.appliesTo.to),
    text: textKey(finding),
  }));
  return keyed
    .toSorted(
      (a, b) =>
        RANK[a.finding.severity] - RANK[b.finding.severity] || a.hop - b.hop || compareText(a.text, b.text),
    )
    .map(({ finding }) => finding);
}

function textKey(finding: Finding): string {
  const place = finding.places[0];
  const line = String(place?.line ?? 0).padStart(9, "0");
  return [finding.id, place?.path ?? "", line, finding.why].join("\n");
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
