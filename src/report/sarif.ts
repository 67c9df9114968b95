import packageJson from "../../package.json" with { type: "json" };
import type { Assessment, ClusterAssessment } from "../assessment/assessment.ts";
import { type IdentifiedFinding, identified } from "../assessment/finding-identity.ts";
import { findingCatalogue } from "../findings/catalogue.ts";
import { counted } from "../source/counted.ts";
import type { Finding, Place } from "../source/finding.ts";
import { annotationLevel } from "./check-annotations.ts";
import { untoldViolations, violationPlace } from "./finding-item.ts";
import { fingerprint } from "./fingerprint.ts";
import { plainLinks, type ReportLinks } from "./links.ts";
import { sharedFindings } from "./shared-findings.ts";
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
  const all = mostSevereFirst(sarifEntries(assessment, links));
  const entries = all.slice(0, MOST_RESULTS);
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
        invocations: [invocation(all.length - entries.length)],
        results: entries.map(({ result }) => result),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** What is cut off is said where readers of SARIF look for it. */
function invocation(left: number) {
  if (left === 0) return { executionSuccessful: true };
  const text = `${counted(left, "result")} more than code scanning takes were left out, the least severe first: kubehop check --format json has them all.`;
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: "warning", message: { text } }] };
}

function mostSevereFirst(entries: readonly SarifEntry[]): readonly SarifEntry[] {
  const rank = ({ result: { level } }: SarifEntry) => LEVELS.indexOf(level);
  return entries.toSorted((one, other) => rank(one) - rank(other));
}

interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly helpUri?: string;
  readonly help: { readonly text: string };
  readonly properties: { readonly tags: readonly string[] };
}

const LEVELS = ["error", "warning", "note"] as const;
type SarifLevel = (typeof LEVELS)[number];

interface SarifResult {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface SarifEntry {
  readonly rule: SarifRule;
  readonly result: SarifResult;
}

function sarifEntries(assessment: Assessment, links: ReportLinks): readonly SarifEntry[] {
  return [
    ...assessment.clusters.flatMap(violationEntries),
    ...identified(sharedFindings(assessment).map(({ finding }) => finding)).flatMap((finding) =>
      findingEntries(finding, links),
    ),
    ...assessment.unread.map(({ path, line = 1, reason }) =>
      entryOf(UNREAD_RULE, { path, line, column: 1 }, { level: "warning", text: reason, identity: reason }),
    ),
  ];
}

const UNREAD_RULE: SarifRule = {
  id: "file-not-read",
  name: "file-not-read",
  shortDescription: { text: "A file that looked like a cluster's could not be read" },
  fullDescription: { text: "What stands there was not looked at, so nothing is said about it." },
  help: { text: "The answer does not cover what could not be read." },
  properties: { tags: ["kubernetes"] },
};

const MEANINGS: ReadonlyMap<string, string> = new Map(
  findingCatalogue.map(({ id, meaning }) => [id, meaning]),
);

function findingEntries({ finding, places }: IdentifiedFinding, links: ReportLinks): readonly SarifEntry[] {
  const { id, title, runbook, why, fix } = finding;
  const rule: SarifRule = {
    id,
    name: id,
    shortDescription: { text: shorten(visibleLine(title), TEXT) },
    fullDescription: { text: shorten(visibleLine(MEANINGS.get(id) ?? title), TEXT) },
    helpUri: links.runbookUrl(runbook),
    help: { text: `What to do: ${links.runbookUrl(runbook)}` },
    properties: { tags: ["kubernetes", "upgrade"] },
  };
  const told = { level: sarifLevel(finding), text: `${why}\n${fix.text}` };
  return places.map(({ place, identity }) => entryOf(rule, place, { ...told, identity: identity.inPlace }));
}

function violationEntries(entry: ClusterAssessment): readonly SarifEntry[] {
  return untoldViolations(entry).flatMap((violation) => {
    const place = violationPlace(violation, entry.cluster);
    if (place === undefined) return [];
    const rule: SarifRule = {
      id: `version-skew-${violation.rule}`,
      name: `version-skew-${violation.rule}`,
      shortDescription: { text: `The version skew policy for ${violation.component} is broken` },
      fullDescription: { text: `The version skew policy allows no such distance of ${violation.component}.` },
      help: { text: `The rule stands at: ${violation.source}` },
      properties: { tags: ["kubernetes", "version-skew"] },
    };
    return [entryOf(rule, place, { level: "error", text: violation.message, identity: violation.message })];
  });
}

function sarifLevel({ severity }: Finding): SarifLevel {
  const level = annotationLevel(severity);
  if (level === "failure") return "error";
  return level === "notice" ? "note" : level;
}

/** What is said at a place; `identity` is the same as long as it is the same thing, wherever its line goes. */
interface Remark {
  readonly level: SarifLevel;
  readonly text: string;
  readonly identity: string;
}

function entryOf(
  rule: SarifRule,
  { path, line, column }: Place,
  { level, text, identity }: Remark,
): SarifEntry {
  const region = { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 };
  const uri = path.toWellFormed().split("/").map(encodeURIComponent).join("/");
  const result: SarifResult = {
    ruleId: rule.id,
    level,
    message: { text: visibleBlock(text) },
    locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region } }],
    partialFingerprints: { "kubehop/v1": fingerprint([rule.id, path, identity]) },
  };
  return { rule, result };
}
