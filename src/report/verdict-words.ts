import type { Assessment, ClusterVerdict } from "../assessment/assessment.ts";
import type { Severity } from "../source/finding.ts";

/** The sign before a headline. */
export function verdictSign(verdict: Assessment["verdict"]): string {
  switch (verdict) {
    case "ready":
    case "supported":
    case "nothing-to-do":
      return "✅";
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
