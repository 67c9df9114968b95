import type { Assessment, ClusterAssessment } from "../assessment/assessment.ts";
import { worstSeverity } from "../assessment/headline.ts";
import type { Severity } from "../source/finding.ts";
import { code, type Phrase, say } from "./document.ts";
import type { ReportContext } from "./report-options.ts";
import { counted } from "./shorten.ts";
import { stepTitle } from "./step-words.ts";

/** What no mending of the cluster cures: another version has to be asked for. */
const WRONG_TARGETS: ReadonlySet<string> = new Set(["downgrade", "unknown-version"]);

/** What the reader does now, as one sentence. */
export function nextSentence(assessment: Assessment, context: ReportContext): Phrase {
  const [only, ...others] = assessment.clusters;
  if (only !== undefined && others.length === 0 && assessment.verdict !== "error")
    return nextOf(only, context);
  if (assessment.manifests !== undefined && assessment.verdict !== "error")
    return nextOfManifests(assessment);
  switch (assessment.verdict) {
    case "no-cluster":
      return noCluster(assessment, context);
    case "error":
      return [`mend ${theBelow(assessment.findings.filter(isGrave).length, "finding")}.`];
    case "ready":
      return assessment.clusters.some(hasHops)
        ? ["take the clusters one at a time, each with its own plan below."]
        : [nothingBut(assessment.clusters)];
    case "supported":
    case "nothing-to-do":
      return [nothingBut(assessment.clusters)];
    case "blocked":
    case "unknown":
    case "unsupported":
      return ["start with the clusters marked ⛔ or ❔ in the table."];
    default:
      return assessment.verdict satisfies never;
  }
}

function nextOfManifests({ findings, unread }: Assessment): Phrase {
  const grave = findings.filter(isGrave).length;
  const work = [...unreadFiles(unread), ...(grave === 0 ? [] : [`the ${counted(grave, "finding")} below`])];
  const mend = work.length === 0 ? "nothing to mend" : `mend ${work.join(" and ")}`;
  return [
    `${mend}; the cluster itself (its versions, its nodes) was not judged, because no file describes it.`,
  ];
}

/** What has to be mended before all else: the cluster may be described in it. */
function unreadFiles(unread: Assessment["unread"]): readonly string[] {
  const files = new Set(unread.map(({ path }) => path)).size;
  return files === 0 ? [] : [`${theBelow(files, "file")} that could not be read`];
}

function isGrave({ severity }: { readonly severity: Severity }): boolean {
  return severity !== "notice";
}

function nothingBut(clusters: readonly ClusterAssessment[]): string {
  const risks = clusters.reduce((sum, entry) => sum + countOf(entry, "risk"), 0);
  return risks === 0 ? "nothing." : `look at ${theBelow(risks, "risk")}.`;
}

function nextOf(entry: ClusterAssessment, context: ReportContext): Phrase {
  switch (entry.verdict) {
    case "ready":
      return start(entry);
    case "blocked":
      if (entry.findings.some(({ id }) => WRONG_TARGETS.has(id))) {
        return say`ask for a version that exists and lies ahead: ${askAgain(undefined, context)}.`;
      }
      if (entry.findings.some(({ id }) => id === "not-upgraded-by-kubeadm")) {
        return ["upgrade it with its own tool, which the blocker below names."];
      }
      return say`clear ${obstacles(entry)}, then ask again with ${askAgain(entry, context)}.`;
    case "unknown":
      return say`settle on the host what the files and facts leave open below, then ask again with ${askAgain(entry, context)}.`;
    case "unsupported":
      return ["bring the versions below back within the policy before any other change."];
    case "supported":
      return supported(entry, context);
    case "nothing-to-do":
      return [nothingBut([entry])];
    default:
      return entry.verdict satisfies never;
  }
}

function obstacles(entry: ClusterAssessment): string {
  const worst = worstSeverity(entry.findings);
  return theBelow(countOf(entry, worst), worst);
}

function supported(entry: ClusterAssessment, context: ReportContext): Phrase {
  const risks = countOf(entry, "risk");
  const first = risks === 0 ? "nothing has to be done" : `look at ${theBelow(risks, "risk")}`;
  return say`${first}; ${askAgain(entry, context)} shows the way to the next minor.`;
}

function hasHops({ plan }: ClusterAssessment): boolean {
  return plan !== undefined && plan.hops.length > 0;
}

/** Where the checks of the way were left out, there may be none to start on. */
function start(entry: ClusterAssessment): Phrase {
  if (!hasHops(entry)) return [nothingBut([entry])];
  const step = entry.plan?.hops[0]?.steps[0];
  const on = step?.node === undefined ? [] : say` on ${code(step.node)}`;
  const first = step === undefined ? ["start"] : say`start with step 1.1 (${stepTitle(step)}${on})`;
  const risks = countOf(entry, "risk");
  return risks === 0 ? say`${first}.` : say`look at ${theBelow(risks, "risk")}, then ${first}.`;
}

/** The command that gives this answer again, on the page where the reader is. */
export function askAgain(entry: ClusterAssessment | undefined, { asks, command }: ReportContext) {
  const to = entry?.plan?.to;
  const version = to === undefined || !/^[\w.+-]{1,64}$/.test(to) ? undefined : to;
  if (asks === "comment") return code(version === undefined ? "/upgrade-plan" : `/upgrade-plan ${version}`);
  if (command !== undefined) return code(to === undefined ? command.withVersion : command.asTyped);
  return code(version === undefined ? "kubehop plan --to VERSION" : `kubehop plan --to ${version}`);
}

function noCluster({ unread }: Assessment, { asks }: ReportContext): Phrase {
  const [files] = unreadFiles(unread);
  return files === undefined ? say`${another(asks)}.` : say`mend ${files}, or else ${another(asks)}.`;
}

/** Other ways to tell which cluster is meant. */
function another(asks: ReportContext["asks"]): Phrase {
  const pipe = say`pipe ${code("kubectl get nodes -o json")} into ${code("kubehop check -")}`;
  const named = say`name the cluster's files in ${code(".github/kubehop.yml")}`;
  return asks === "comment" ? named : say`${named}, or ${pipe}`;
}

/** `the risk below`, `the 3 risks below`. */
function theBelow(number: number, noun: string): string {
  return number === 1 ? `the ${noun} below` : `the ${counted(number, noun)} below`;
}

function countOf(entry: ClusterAssessment, severity: Severity): number {
  return entry.findings.filter((finding) => finding.severity === severity).length;
}
