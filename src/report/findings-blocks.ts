import type { Assessment } from "../assessment/assessment.ts";
import type { Finding, Severity } from "../source/finding.ts";
import { type Block, type Details, type Phrase, say, strong } from "./document.ts";
import { findingItem, violationItem } from "./finding-item.ts";
import type { ReportLinks } from "./links.ts";
import { counted, shorten } from "./shorten.ts";

/** Findings on the first screen; the others are one click away. */
const FIRST = 8;
const SEVERITIES: readonly Severity[] = ["blocker", "risk", "notice"];

/** The findings of the first screen, and those one click away. */
export interface FindingBlocks {
  readonly first: readonly Block[];
  readonly rest: readonly Details[];
}

/** Everything that was found, blockers first; broken skew rules count as blockers. */
export function findingBlocks(assessment: Assessment, links: ReportLinks): FindingBlocks {
  const entries = listed(assessment, links);
  if (entries.length === 0) return { first: [], rest: [] };
  const items = entries.map(({ item }) => item);
  const others = items.length - FIRST;
  const shown =
    others > 0 ? [...items.slice(0, FIRST), [`… and ${counted(others, "more finding")} below`]] : items;
  return {
    first: [
      { kind: "paragraph", text: [strong(tally(entries))] },
      { kind: "list", items: shown },
    ],
    rest: others > 0 ? [restDetails(items.slice(FIRST))] : [],
  };
}

/** `2 blockers, 1 risk`. */
export function severityTally(severities: readonly Severity[]): string {
  return SEVERITIES.map((severity) => ({
    severity,
    count: severities.filter((one) => one === severity).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity))
    .join(", ");
}

interface Entry {
  readonly severity: Severity;
  readonly item: Phrase;
}

function tally(entries: readonly Entry[]): string {
  return severityTally(entries.map(({ severity }) => severity));
}

function restDetails(items: readonly Phrase[]): Details {
  return {
    kind: "details",
    summary: `The other ${counted(items.length, "finding")}`,
    blocks: [{ kind: "list", items }],
    share: 0.35,
  };
}

function listed(assessment: Assessment, links: ReportLinks): readonly Entry[] {
  const several = assessment.clusters.length > 1;
  const entries = [
    ...assessment.findings.map((finding) => ({
      severity: finding.severity,
      item: findingItem(finding, links),
    })),
    ...assessment.clusters.flatMap(({ cluster, skew, findings }) => {
      const name = several ? say`${shorten(cluster.name, 80)}: ` : [];
      return [
        ...skew.violations.map(
          (one): Entry => ({ severity: "blocker", item: violationItem(one, cluster, links) }),
        ),
        ...findings.map((one: Finding): Entry => ({ severity: one.severity, item: findingItem(one, links) })),
      ].map(({ severity, item }) => ({ severity, item: say`${name}${item}` }));
    }),
  ];
  return entries.toSorted(
    (left, right) => SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity),
  );
}
