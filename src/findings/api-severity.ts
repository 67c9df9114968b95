import { apiStatus, isServed } from "../kubernetes/api-status.ts";
import { apiFacts, versionsOfKind } from "../kubernetes/api-table.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import { satisfies } from "../kubernetes/version-constraint.ts";
import { sampleFolder } from "../manifests/sample-folder.ts";
import type { Severity } from "../source/finding.ts";
import type { JudgedApi } from "./api-wording.ts";
import type { ApiUse } from "./views/api-use.ts";

/** How bad it is for the worst of several uses of one API. */
export function apiSeverity(uses: readonly ApiUse[], judged: JudgedApi): Severity {
  const found = new Set(
    uses.map((use) => chosenByCluster(use, judged, inSample(use, severityOf(use, judged)))),
  );
  return SEVERITIES.find((severity) => found.has(severity)) ?? "notice";
}

const SEVERITIES: readonly Severity[] = ["blocker", "risk", "notice"];

/** Nothing of a sample, a test or a document runs; it misleads whoever copies it. */
function inSample({ place }: ApiUse, severity: Severity): Severity {
  return severity === "blocker" && sampleFolder(place.path) !== undefined ? "risk" : severity;
}

/** A template that writes what the target serves, or nothing there, breaks only where it is not told the target. */
function chosenByCluster(use: ApiUse, judged: JudgedApi, severity: Severity): Severity {
  if (isLeftOut(use, judged)) return "notice";
  if (judged.judgement.problem === "not-yet" && waitsForApi(use, judged)) return "notice";
  return severity === "blocker" && servedAlternative(use, judged) !== undefined ? "risk" : severity;
}

/** Whether the template writes nothing for the target; what asks for its own API is never written where it is refused. */
export function isLeftOut(use: ApiUse, { span }: Pick<JudgedApi, "span">): boolean {
  return isLeftOutAt(use, span.target);
}

/** Whether the template writes nothing for those minors on the way that do not have the API yet. */
export function waitsForApi(use: ApiUse, { span }: Pick<JudgedApi, "span">): boolean {
  const facts = apiFacts(use.api);
  if (facts === undefined || use.requires === undefined) return false;
  const early = span.minors.filter((minor) => apiStatus(facts, minor).status === "not-yet");
  return early.length > 0 && early.every((minor) => isLeftOutAt(use, minor));
}

function isLeftOutAt({ api, requires = [] }: ApiUse, minor: string): boolean {
  return requires.some((requirement) => {
    if (requirement.asks === "version") return isUnsatisfied(requirement.constraint, minor);
    const { apiVersion, kind = api.kind } = requirement;
    const facts = apiFacts({ apiVersion, kind });
    return apiVersion === api.apiVersion || (facts !== undefined && !isServed(facts, minor));
  });
}

function isUnsatisfied(constraint: string, minor: string): boolean {
  const version = tryParseVersion(minor);
  return version !== undefined && satisfies(version, constraint) === false;
}

/** What the template writes in the place of an API where the target serves it. */
export function servedAlternative(
  { api, alternatives = [] }: ApiUse,
  { span }: Pick<JudgedApi, "span">,
): string | undefined {
  return alternatives.find((apiVersion) => {
    const facts = apiFacts({ apiVersion, kind: api.kind });
    return facts !== undefined && isServed(facts, span.target);
  });
}

function severityOf(use: ApiUse, judged: JudgedApi): Severity {
  const { problem, isRefusedAtTarget, endsNext } = judged.judgement;
  switch (problem) {
    case "removed":
      return whenRemoved(use, judged);
    case "deprecated":
      return endsNext && use.role !== "rule" ? "risk" : "notice";
    case "not-yet":
      return isRefusedAtTarget && whenRemoved(use, judged) === "blocker" ? "blocker" : "risk";
    case "off-by-default":
      return "notice";
    default:
      return problem satisfies never;
  }
}

/**
 * An autoscaler finds its target by group and kind, so it goes on while any version of them is served. A kubeadm
 * file stops the commands that get it, not the cluster, which keeps its own copy. A rule for what nothing
 * replaces has nothing left to allow, and an object that was written in an old form long ago is there in the new one.
 */
function whenRemoved({ role }: ApiUse, { facts, span, replacement, judgement }: JudgedApi): Severity {
  switch (role) {
    case "object":
      return facts.component === "kubeadm" ? "risk" : "blocker";
    case "scale-target":
      return versionsOfKind(facts).some((other) => isServed(other, span.target)) ? "risk" : "blocker";
    case "reference":
    case "release":
      return "risk";
    case "rule":
      return replacement === undefined ? "notice" : "risk";
    case "last-written":
      return judgement.hop === undefined ? "notice" : "risk";
    default:
      return role satisfies never;
  }
}
