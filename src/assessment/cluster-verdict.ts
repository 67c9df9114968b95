import type { SkewReport } from "../kubernetes/skew.ts";
import type { Plan } from "../plan/plan.ts";
import type { Finding, Severity } from "../source/finding.ts";
import type { AssessmentRequest } from "./assess-repository.ts";
import type { ClusterVerdict } from "./assessment.ts";
import { atLeast } from "./sort-findings.ts";

/** What the verdict on one cluster rests on. */
export interface VerdictGrounds {
  readonly subject: AssessmentRequest["subject"];
  /** False where no source tells what the control plane runs. */
  readonly versionKnown: boolean;
  readonly skew: SkewReport | undefined;
  readonly plan: Plan | undefined;
  readonly findings: readonly Finding[];
  readonly failOn: Severity;
  /** True where the checks that look at the cluster itself do not take part: then its findings are all there is. */
  readonly byFindingsAlone: boolean;
}

/** An illegal skew outranks a plan, and a finding at the failing severity outranks a ready plan. */
export function clusterVerdict(grounds: VerdictGrounds): ClusterVerdict {
  const { subject, skew, plan, findings, failOn } = grounds;
  const fails = findings.some(({ severity }) => atLeast(severity, failOn));
  if (grounds.byFindingsAlone && !fails) return plan === undefined ? "supported" : "ready";
  if (plan === undefined) return verdictNow(grounds, subject !== "skew" && fails);
  if (plan.verdict === "blocked" || fails) return "blocked";
  if (subject === "check" && skew?.verdict === "unsupported") return "unsupported";
  if (plan.verdict === "unknown") return "unknown";
  return plan.nothingToDo === true ? "nothing-to-do" : "ready";
}

/** Without a target: what the versions that run now are worth. A version nobody knows is never green. */
function verdictNow({ skew, versionKnown }: VerdictGrounds, fails: boolean): ClusterVerdict {
  if (skew?.verdict === "unsupported") return "unsupported";
  if (fails) return "blocked";
  return versionKnown ? "supported" : "unknown";
}
