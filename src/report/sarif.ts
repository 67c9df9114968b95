import packageJson from "../../package.json" with { type: "json" };
import type { Assessment, ClusterAssessment } from "../assessment/assessment.ts";
import { findingsOf } from "../assessment/findings-of.ts";
import type { Finding, Place } from "../source/finding.ts";
import { annotationLevel } from "./check-annotations.ts";
import { untoldViolations, violationPlace } from "./finding-item.ts";
import { fingerprint } from "./fingerprint.ts";
import { plainLinks, type ReportLinks } from "./links.ts";
import { shorten } from "./shorten.ts";
import { visibleBlock, visibleLine } from "./visible.ts";

/** What code scanning takes of one run (docs.github.com, "SARIF support for code scanning"). */
const MOST_RESULTS = 25_000;
const MOST_RULES = 25_000;
const TEXT = 1_024;

/**
 * The findings as SARIF 2.1.0 for GitHub code scanning: one rule per finding id with its runbook, one result
 * per place, addresses relative to the repository's root. A finding without a place has no result, because
 * code scanning shows results on lines only.
 */
export function renderSarif(assessment: Assessment, links: ReportLinks = plainLinks()): string {
  const entries = sarifEntries(assessment, links).slice(0, MOST_RESULTS);
  const rules = new Map(entries.map(({ rule }) => [rule.id, rule]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Kubehop",
            semanticVersion: packageJson.version,
            informationUri: "https://github.com/kubehop/kubehop",
            rules: [...rules.values()].slice(0, MOST_RULES),
          },
        },
        automationDetails: { id: `kubehop/${assessment.subject}/` },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The repository's root" } } },
        results: entries.map(({ result }) => result),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly helpUri?: string;
  readonly help: { readonly text: string };
  readonly properties: { readonly tags: readonly string[] };
}

type SarifLevel = "error" | "warning" | "note";

interface SarifEntry {
  readonly rule: SarifRule;
  readonly result: unknown;
}

function sarifEntries(assessment: Assessment, links: ReportLinks): readonly SarifEntry[] {
  const findings = findingsOf(assessment);
  return [
    ...assessment.clusters.flatMap(violationEntries),
    ...findings.flatMap((finding) => findingEntries(finding, links)),
    ...assessment.unread.map(({ path, line = 1, reason }) =>
      entryOf(UNREAD_RULE, { path, line, column: 1 }, { level: "warning", text: reason }),
    ),
  ];
}

const UNREAD_RULE: SarifRule = {
  id: "file-not-read",
  name: "file-not-read",
  shortDescription: { text: "A file that looked like a cluster's could not be read" },
  help: { text: "The answer does not cover what could not be read." },
  properties: { tags: ["kubernetes"] },
};

function findingEntries(finding: Finding, links: ReportLinks): readonly SarifEntry[] {
  const rule: SarifRule = {
    id: finding.id,
    name: finding.id,
    shortDescription: { text: shorten(visibleLine(finding.title), TEXT) },
    helpUri: links.runbookUrl(finding.runbook),
    help: { text: `What to do: ${links.runbookUrl(finding.runbook)}` },
    properties: { tags: ["kubernetes", "upgrade"] },
  };
  const text = `${finding.why}\n${finding.fix.text}`;
  return finding.places.map((place) => entryOf(rule, place, { level: sarifLevel(finding), text }));
}

function violationEntries(entry: ClusterAssessment): readonly SarifEntry[] {
  return untoldViolations(entry).flatMap((violation) => {
    const place = violationPlace(violation, entry.cluster);
    if (place === undefined) return [];
    const rule: SarifRule = {
      id: `version-skew-${violation.rule}`,
      name: `version-skew-${violation.rule}`,
      shortDescription: { text: `The version skew policy for ${violation.component} is broken` },
      help: { text: `The rule stands at: ${violation.source}` },
      properties: { tags: ["kubernetes", "version-skew"] },
    };
    return [entryOf(rule, place, { level: "error", text: violation.message })];
  });
}

function sarifLevel({ severity }: Finding): SarifLevel {
  const level = annotationLevel(severity);
  if (level === "failure") return "error";
  return level === "notice" ? "note" : level;
}

function entryOf(
  rule: SarifRule,
  place: Place,
  { level, text }: { readonly level: SarifLevel; readonly text: string },
): SarifEntry {
  const region = { startLine: place.line, startColumn: place.column };
  const uri = place.path.toWellFormed().split("/").map(encodeURIComponent).join("/");
  const result = {
    ruleId: rule.id,
    level,
    message: { text: visibleBlock(text) },
    locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region } }],
    partialFingerprints: { "kubehop/v1": fingerprint([rule.id, place.path, text]) },
  };
  return { rule, result };
}
