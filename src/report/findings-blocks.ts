import type { Assessment } from "../assessment/assessment.ts";
import type { Finding, Severity } from "../source/finding.ts";
import { type Block, type Details, type Phrase, say, strong } from "./document.ts";
import { findingItem, fixLines, untoldViolations, violationItem } from "./finding-item.ts";
import type { ReportLinks } from "./links.ts";
import { sharedFindings } from "./shared-findings.ts";
import { counted, shorten } from "./shorten.ts";

/** Blockers and risks on the first screen. */
const FIRST = 8;
const SEVERITIES: readonly Severity[] = ["blocker", "risk", "notice"];

/** The findings of the first screen, and those one click away. */
export interface FindingBlocks {
  readonly first: readonly Block[];
  readonly rest: readonly Details[];
}

/**
 * Everything that was found: the first blockers and risks at once (broken skew rules count as blockers),
 * further ones and all notices one click away.
 */
export function findingBlocks(assessment: Assessment, links: ReportLinks): FindingBlocks {
  const entries = listed(assessment, links);
  const grave = entries.filter(({ severity }) => severity !== "notice");
  const first = grave.slice(0, FIRST);
  const rest = entries.filter((entry) => !first.includes(entry));
  const hidden = grave.length - first.length;
  const items = first.map(({ item }) => item);
  const more: readonly Phrase[] = hidden > 0 ? [[`… and ${counted(hidden, "more finding")} below`]] : [];
  return {
    first:
      first.length === 0
        ? []
        : [
            { kind: "paragraph", text: [strong(tally(grave))] },
            { kind: "list", items: [...items, ...more] },
          ],
    rest: rest.length === 0 ? [] : [restDetails(rest)],
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
  /** It was there before the change that is checked: what the change brings comes first. */
  readonly isOld?: boolean;
  /** What to do where that is a list of its own. */
  readonly list?: Details;
}

function tally(entries: readonly Entry[]): string {
  return severityTally(entries.map(({ severity }) => severity));
}

function restDetails(entries: readonly Entry[]): Details {
  return {
    kind: "details",
    summary: `Also found: ${tally(entries)}`,
    blocks: [
      { kind: "list", items: entries.map(({ item }) => item) },
      ...entries.flatMap(({ list }) => list ?? []),
    ],
    share: 0.35,
  };
}

function listed(assessment: Assessment, links: ReportLinks): readonly Entry[] {
  const { length } = assessment.clusters;
  const told = (names: readonly string[], item: Phrase) =>
    length < 2 || names.length === 0 ? item : say`${clusterNames(names, length)}: ${item}`;
  const entries = [
    ...assessment.clusters.flatMap((entry) =>
      untoldViolations(entry).map((one): Entry => {
        const item = violationItem(one, entry.cluster, links);
        return { severity: "blocker", item: told([entry.cluster.name], item) };
      }),
    ),
    ...sharedFindings(assessment).map(
      ({ finding, clusters }): Entry => ({
        severity: finding.severity,
        item: told(clusters, findingItem(finding, links)),
        isOld: finding.novelty === "existing",
        ...listOf(finding),
      }),
    ),
  ];
  return entries.toSorted(
    (left, right) =>
      SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
      Number(left.isOld ?? false) - Number(right.isOld ?? false),
  );
}

function clusterNames(names: readonly string[], all: number): string {
  if (names.length === all) return all === 2 ? "both clusters" : `all ${all} clusters`;
  return joined(names.map((name) => shorten(name, 80)));
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function listOf(finding: Finding): Pick<Entry, "list"> {
  const items = fixLines(finding);
  if (items.length === 0) return {};
  const summary = `${finding.title}: ${items.length}`;
  return { list: { kind: "details", summary, blocks: [{ kind: "list", items }] } };
}
