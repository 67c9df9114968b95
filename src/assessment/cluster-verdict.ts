import type { SkewReport } from "../kubernetes/skew.ts";
import type { Plan } from "../plan/plan.ts";
import type { Finding, Severity } from "../source/finding.ts";
import type { AssessmentRequest } from "./assess-repository.ts";
import type { ClusterVerdict } from "./assessment.ts";
import { atLeast } from "./sort-findings.ts";

/** What the verdict on one cluster rests on. */
export interface VerdictGrounds {
  readonly subject: AssessmentRequest["subject"];
  readonly skew: SkewReport;
  readonly plan: Plan | undefined;
  readonly findings: readonly Finding[];
  readonly failOn: Severity;
}

/** An illegal skew outranks a plan, and a finding at the failing severity outranks a ready plan. */
export function clusterVerdict(grounds: VerdictGrounds): ClusterVerdict {
  const { subject, skew, plan, findings, failOn } = grounds;
  const fails = findings.some(({ severity }) => atLeast(severity, failOn));
  if (plan === undefined) return skewVerdict(skew, subject === "skew" ? false : fails);
  if (plan.verdict === "blocked" || fails) return "blocked";
  if (subject === "check" && skew.verdict === "unsupported") return "unsupported";
  if (plan.verdict === "unknown") return "unknown";
  return plan.nothingToDo === true ? "nothing-to-do" : "ready";
}

function skewVerdict(skew: SkewReport, fails: boolean): ClusterVerdict {
  if (skew.verdict === "unsupported") return "unsupported";
  return fails ? "blocked" : "supported";
}
