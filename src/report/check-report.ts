import type { Assessment, ClusterAssessment } from "../assessment/assessment.ts";
import { optional } from "../cluster/optional-member.ts";
import type { Plan } from "../plan/plan.ts";
import type { Finding } from "../source/finding.ts";

/** What `kubehop check --format json` prints: every finding in one list, each with its cluster's name. */
export interface CheckReport extends Omit<Assessment, "clusters" | "manifests" | "findings"> {
  /** The version that the findings start from; missing where clusters differ or nobody knows it. */
  readonly from?: string;
  /** The target; missing where none was asked for, or where clusters go to different ones. */
  readonly to?: string;
  /** Of all clusters and of the repository, most severe first within each. */
  readonly findings: readonly Finding[];
  readonly clusters: readonly CheckedCluster[];
}

/** One cluster of the report; its findings stand in the report's own list. */
export interface CheckedCluster extends Omit<ClusterAssessment, "findings" | "plan"> {
  readonly plan?: Omit<Plan, "findings">;
}

/** The assessment in the shape that programs read. */
export function checkReport(assessment: Assessment): CheckReport {
  const { schemaVersion, subject, verdict, conclusion, headline, clusters, manifests, findings, ...rest } =
    assessment;
  return {
    schemaVersion,
    subject,
    ...optional("from", manifests?.from ?? sameText(clusters.map(fromOf))),
    ...optional("to", manifests?.to ?? sameText(clusters.map(({ plan, change }) => plan?.to ?? change?.to))),
    verdict,
    conclusion,
    headline,
    findings: [...findings, ...clusters.flatMap((entry) => entry.findings)],
    ...rest,
    clusters: clusters.map(checkedCluster),
  };
}

function checkedCluster({ findings: _findings, plan, ...entry }: ClusterAssessment): CheckedCluster {
  if (plan === undefined) return entry;
  const { findings: _planFindings, ...kept } = plan;
  return { ...entry, plan: kept };
}

function fromOf({ plan, change, cluster }: ClusterAssessment): string | undefined {
  return plan?.from ?? change?.from ?? cluster.controlPlane.apiServers[0]?.version;
}

function sameText(texts: readonly (string | undefined)[]): string | undefined {
  const [first] = texts;
  return texts.every((text) => text === first) ? first : undefined;
}
