import type { Assessment, ClusterAssessment } from "../assessment/assessment.ts";
import type { Finding, Severity } from "../source/finding.ts";
import { untoldViolations, violationPlace } from "./finding-item.ts";
import type { ReportLinks } from "./links.ts";
import { sharedFindings } from "./shared-findings.ts";
import { shorten, shortenBytes } from "./shorten.ts";
import { visibleBlock, visibleLine } from "./visible.ts";

/** A remark on a line of a file, in the shape of GitHub's checks API. */
export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  /** Columns are allowed on a single line only; ours always are. */
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

const TITLE = 255;
const MESSAGE_BYTES = 64_000;

/** One annotation for each place of each finding, each broken skew rule with a line, and each part not read. */
export function checkAnnotations(assessment: Assessment, links: ReportLinks): readonly CheckAnnotation[] {
  const findings = sharedFindings(assessment).map(({ finding }) => finding);
  return [
    ...assessment.clusters.flatMap(violationAnnotations),
    ...findings.flatMap((finding) => findingAnnotations(finding, links)),
    ...assessment.unread.map(({ path, line = 1, reason }) =>
      annotation({ path, line, level: "warning", title: "Kubehop could not read this", message: reason }),
    ),
  ];
}

function violationAnnotations(entry: ClusterAssessment): readonly CheckAnnotation[] {
  return untoldViolations(entry).flatMap((violation) => {
    const place = violationPlace(violation, entry.cluster);
    if (place === undefined) return [];
    const title = `Version skew: ${violation.rule}`;
    const message = `${violation.message}\nSource: ${violation.source}`;
    return [annotation({ ...place, level: "failure", title, message })];
  });
}

function findingAnnotations(finding: Finding, links: ReportLinks): readonly CheckAnnotation[] {
  const message = [
    finding.why,
    `Fix: ${finding.fix.text}`,
    `Runbook: ${links.runbookUrl(finding.runbook)}`,
  ].join("\n");
  return finding.places.map((place) =>
    annotation({ ...place, level: annotationLevel(finding.severity), title: finding.title, message }),
  );
}

/** GitHub's word for a severity. */
export function annotationLevel(severity: Severity): CheckAnnotation["annotation_level"] {
  switch (severity) {
    case "blocker":
      return "failure";
    case "risk":
      return "warning";
    case "notice":
      return "notice";
    default:
      return severity satisfies never;
  }
}

interface Remark {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  readonly level: CheckAnnotation["annotation_level"];
  readonly title: string;
  readonly message: string;
}

/** A remark within the limits of GitHub: a title of 255 characters, a message of 64 KB. */
export function annotation({ path, line, column, level, title, message }: Remark): CheckAnnotation {
  return {
    path,
    start_line: line,
    end_line: line,
    ...(column === undefined ? {} : { start_column: column, end_column: column }),
    annotation_level: level,
    title: shorten(visibleLine(title), TITLE),
    message: shortenBytes(visibleBlock(message), MESSAGE_BYTES),
  };
}
