import type { Finding } from "../source/finding.ts";
import type { Assessment, ClusterAssessment, ClusterVerdict, ManifestAssessment } from "./assessment.ts";
import type { JudgementPolicy } from "./judgement-policy.ts";
import { atLeast } from "./sort-findings.ts";

const WORST_FIRST: readonly ClusterVerdict[] = [
  "unsupported",
  "blocked",
  "unknown",
  "ready",
  "nothing-to-do",
  "supported",
];
const FAILING: ReadonlySet<Assessment["verdict"]> = new Set(["unsupported", "blocked", "unknown", "error"]);

interface Grounds {
  readonly subject: Assessment["subject"];
  readonly clusters: readonly ClusterAssessment[];
  readonly manifests: ManifestAssessment | undefined;
  readonly findings: readonly Finding[];
  readonly policy: JudgementPolicy;
}

/**
 * The worst verdict of all clusters, and what GitHub and the exit code make of it. Nothing is green about
 * nothing: without a cluster, or with one whose version no file tells, a check is neutral, while a plan that
 * was asked for and cannot be made is a failure.
 */
export function conclude({
  subject,
  clusters,
  manifests,
  findings,
  policy,
}: Grounds): Pick<Assessment, "verdict" | "conclusion"> {
  const fails = findings.some(({ severity }) => atLeast(severity, policy.failOn));
  const verdict = fails ? "error" : (manifests?.verdict ?? worst(clusters));
  if (verdict === "no-cluster" || (verdict === "unknown" && !isPlanned(subject, clusters))) {
    return { verdict, conclusion: "neutral" };
  }
  if (!FAILING.has(verdict)) return { verdict, conclusion: "success" };
  return { verdict, conclusion: policy.advisory ? "neutral" : "failure" };
}

function worst(clusters: readonly ClusterAssessment[]): Assessment["verdict"] {
  const verdicts = new Set(clusters.map(({ verdict }) => verdict));
  return WORST_FIRST.find((verdict) => verdicts.has(verdict)) ?? "no-cluster";
}

function isPlanned(subject: Assessment["subject"], clusters: readonly ClusterAssessment[]): boolean {
  return subject === "plan" || clusters.some(({ plan }) => plan !== undefined);
}
