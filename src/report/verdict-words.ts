import type { Assessment, ClusterAssessment, ClusterVerdict } from "../assessment/assessment.ts";
import type { Finding, Severity } from "../source/finding.ts";

/** The sign before a headline. */
function verdictSign(verdict: Assessment["verdict"]): string {
  switch (verdict) {
    case "ready":
    case "supported":
    case "nothing-to-do":
      return YES;
    case "blocked":
    case "unsupported":
    case "error":
      return "⛔";
    case "unknown":
      return "❔";
    case "no-cluster":
      return "ℹ️";
    default:
      return verdict satisfies never;
  }
}

/** The sign of a cluster or a plan: what rests on nodes or versions that nobody knows is no plain yes. */
export function clusterSign({ verdict, findings }: Pick<ClusterAssessment, "verdict" | "findings">): string {
  const sign = verdictSign(verdict);
  return sign === YES && findings.some(leavesVersionsOpen) ? severitySign("risk") : sign;
}

function leavesVersionsOpen({ id, severity }: Finding): boolean {
  return severity === "risk" && (id === "nodes-unknown" || id === "component-version-unreadable");
}

const YES = "✅";

/** The sign of everything: that of the worst cluster, and where all say yes of the least certain. */
export function assessmentSign({ verdict, clusters }: Assessment): string {
  const sign = verdictSign(verdict);
  return sign === YES ? (clusters.map(clusterSign).find((other) => other !== YES) ?? sign) : sign;
}

/** A cluster's verdict in a table's cell. */
export function verdictWord(verdict: ClusterVerdict): string {
  switch (verdict) {
    case "ready":
      return "can go";
    case "blocked":
      return "cannot go yet";
    case "unknown":
      return "not certain";
    case "supported":
      return "skew supported";
    case "unsupported":
      return "skew not supported";
    case "nothing-to-do":
      return "nothing to do";
    default:
      return verdict satisfies never;
  }
}

export function severitySign(severity: Severity): string {
  switch (severity) {
    case "blocker":
      return "⛔";
    case "risk":
      return "⚠️";
    case "notice":
      return "ℹ️";
    default:
      return severity satisfies never;
  }
}
