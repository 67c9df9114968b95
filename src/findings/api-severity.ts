import { isServed } from "../kubernetes/api-status.ts";
import { versionsOfKind } from "../kubernetes/api-table.ts";
import type { Severity } from "../source/finding.ts";
import type { JudgedApi } from "./api-wording.ts";
import type { ApiUse } from "./views/api-use.ts";

/** How bad it is for the worst of several uses of one API. */
export function apiSeverity(uses: readonly ApiUse[], judged: JudgedApi): Severity {
  const found = new Set(uses.map((use) => severityOf(use, judged)));
  return SEVERITIES.find((severity) => found.has(severity)) ?? "notice";
}

const SEVERITIES: readonly Severity[] = ["blocker", "risk", "notice"];

function severityOf(use: ApiUse, judged: JudgedApi): Severity {
  const { problem, isRefusedAtTarget, endsNext } = judged.judgement;
  switch (problem) {
    case "removed":
      return whenRemoved(use, judged);
    case "deprecated":
      return endsNext && use.role !== "rule" ? "risk" : "notice";
    case "not-yet":
      return isRefusedAtTarget && use.role === "object" ? "blocker" : "risk";
    case "off-by-default":
      return "notice";
    default:
      return problem satisfies never;
  }
}

/** An autoscaler finds its target by group and kind, so it goes on while any version of them is served. */
function whenRemoved({ role }: ApiUse, { facts, span }: JudgedApi): Severity {
  switch (role) {
    case "object":
      return "blocker";
    case "scale-target":
      return versionsOfKind(facts).some((other) => isServed(other, span.target)) ? "risk" : "blocker";
    case "reference":
      return "risk";
    case "rule":
      return "notice";
    default:
      return role satisfies never;
  }
}
