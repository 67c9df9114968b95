import type { Cluster } from "../cluster/cluster.ts";
import { leavesNodesOpen } from "../cluster/unlisted-nodes.ts";
import type { CheckSelection } from "../findings/check-selection.ts";
import { counted } from "../source/counted.ts";
import type { Finding, Severity, Unread } from "../source/finding.ts";
import type { Assessment, ClusterAssessment, ManifestAssessment, VersionChange } from "./assessment.ts";
import { NOT_LISTED, openVersions } from "./open-versions.ts";

interface HeadlineParts {
  readonly subject: Assessment["subject"];
  readonly verdict: Assessment["verdict"];
  readonly clusters: readonly ClusterAssessment[];
  readonly manifests?: ManifestAssessment;
  readonly findings: readonly Finding[];
  /** Which checks were asked for, where those that judge versions were not. */
  readonly checks?: CheckSelection | undefined;
  readonly unread: readonly Unread[];
  /** True where a failure was turned into a neutral result. */
  readonly advisory: boolean;
}

/** One plain sentence: what is the answer, for which cluster, in which numbers. */
export function headlineOf(parts: HeadlineParts): string {
  const sentence = sentenceOf(parts);
  return parts.advisory ? `${sentence} (advisory: this does not fail)` : sentence;
}

function sentenceOf({ verdict, clusters, manifests, findings, checks, unread }: HeadlineParts): string {
  const [first, ...others] = clusters;
  if (verdict === "error") return findings[0]?.title ?? "Kubehop could not finish";
  if (manifests !== undefined) return manifestSentence(manifests, findings);
  if (first === undefined) return `No cluster was found${unreadWords(unread)}`;
  const chosen = chosenWords(checks);
  if (chosen !== undefined) return chosenSentence(chosen, clusters);
  return others.length === 0 ? clusterSentence(first) : severalSentence(verdict, clusters);
}

function manifestSentence({ from, to, verdict }: ManifestAssessment, findings: readonly Finding[]): string {
  const way = from === undefined ? `go to ${to}` : `go ${from} → ${to}`;
  const risks = countOf("risk", findings);
  return verdict === "blocked"
    ? `The manifests cannot ${way} yet: ${gravest(findings)} (no cluster was found)`
    : `The manifests can ${way}: ${risks === 0 ? "no risk" : counted(risks, "risk")} (no cluster was found)`;
}

/** Chosen checks say nothing about versions, hops or drains. */
function chosenSentence(chosen: string, clusters: readonly ClusterAssessment[]): string {
  const found = clusters.flatMap((entry) => entry.findings);
  const [grave, risks] = [countOf("blocker", found), countOf("risk", found)];
  const names = clusters.map(({ cluster }) => cluster.name).join(", ");
  return `${names}: ${counted(grave, "blocker")} and ${counted(risks, "risk")} by ${chosen}`;
}

/** Who leaves out a few others still asks about the versions. */
function chosenWords({ only, skip = [] }: CheckSelection = {}): string | undefined {
  if (only !== undefined) return `the chosen checks (${only.join(", ")})`;
  return skip.includes("skew") ? `all checks but ${skip.join(", ")}` : undefined;
}

function unreadWords(unread: readonly Unread[]): string {
  const files = new Set(unread.map(({ path }) => path)).size;
  return files === 0 ? "" : `, and ${counted(files, "file")} could not be read`;
}

function severalSentence(verdict: Assessment["verdict"], clusters: readonly ClusterAssessment[]): string {
  const concerned = clusters.filter((entry) => entry.verdict === verdict);
  const names = concerned
    .slice(0, 3)
    .map(({ cluster }) => cluster.name)
    .join(", ");
  const more = concerned.length > 3 ? ` and ${concerned.length - 3} more` : "";
  const [only] = concerned;
  if (concerned.length === 1 && only !== undefined)
    return `${clusterSentence(only)} (worst of ${clusters.length} clusters)`;
  return `${concerned.length} of ${clusters.length} clusters ${wordOf(verdict)}: ${names}${more}`;
}

function wordOf(verdict: Assessment["verdict"]): string {
  switch (verdict) {
    case "supported":
    case "nothing-to-do":
      return "have a supported version skew";
    case "ready":
      return "can be upgraded";
    case "unsupported":
      return "have an unsupported version skew";
    case "blocked":
      return "cannot go yet";
    case "unknown":
    case "no-cluster":
    case "error":
      return "cannot be judged";
    default:
      return verdict satisfies never;
  }
}

function clusterSentence(entry: ClusterAssessment): string {
  const { name } = entry.cluster;
  switch (entry.verdict) {
    case "supported":
      return supported(entry.cluster);
    case "unsupported":
      return `${name} has an unsupported version skew: ${counted(entry.skew?.violations.length ?? 0, "violation")}`;
    case "nothing-to-do":
      return nothingToDo(name, entry.plan?.to ?? "the target", leavesNodesOpen(entry.cluster));
    case "ready":
      return `${name} can go ${route(entry)}: ${size(entry)}`;
    case "blocked":
      return isOnWay(entry)
        ? `${name} cannot go ${route(entry)} yet: ${blockers(entry)}`
        : `${name} has ${gravest(entry.findings)}`;
    case "unknown":
      return entry.plan === undefined
        ? `${name}: no file tells which version its control plane runs, so nothing was judged`
        : `${name}: whether it can go ${route(entry)} is not certain`;
    default:
      return entry.verdict satisfies never;
  }
}

function supported(cluster: Cluster): string {
  const open = openVersions(cluster);
  return `${cluster.name} has a supported version skew${open === undefined ? "" : ` as far as it is known: ${open}`}`;
}

function isOnWay({ plan, change }: ClusterAssessment): boolean {
  return plan !== undefined || change !== undefined;
}

function route({ plan, change }: ClusterAssessment): string {
  const [from, to] = [plan?.from ?? change?.from, plan?.to ?? change?.to];
  return from === undefined || to === undefined ? "on" : wayWords(from, to);
}

/** `1.35.4 → 1.36.6`; a version that nobody knows is left out: `to 1.36.6`. */
export function wayWords(from: string, to: string): string {
  return from === "unknown" ? `to ${to}` : `${from} → ${to}`;
}

function size(entry: ClusterAssessment): string {
  const { hops = [], drains } = entry.plan ?? {};
  const cost = leavesNodesOpen(entry.cluster) ? DRAINS_UNKNOWN : counted(drains?.planned ?? 0, "drain");
  return `${counted(hops.length, "hop")}, ${cost}`;
}

/** Stands in a headline where the number of drains would. */
export const DRAINS_UNKNOWN = `drains and time unknown (${NOT_LISTED})`;

/** The headline of a plan without hops; of nodes that no file lists nobody can say it. */
export function nothingToDo(name: string, to: string, areNodesOpen: boolean): string {
  if (areNodesOpen) return `the control plane of ${name} is at ${to} already, and ${NOT_LISTED}`;
  return `${name} is at ${to} already: nothing to do`;
}

function blockers(entry: ClusterAssessment): string {
  const kind: VersionChange["kind"] | undefined = entry.change?.kind;
  if (kind === "skips-minor") return "the change skips a minor";
  if (kind === "downgrade") return "the change lowers the version";
  return gravest(entry.findings);
}

function gravest(findings: readonly Finding[]): string {
  const worst = worstSeverity(findings);
  return counted(countOf(worst, findings), worst);
}

/** What stands in the way where the policy fails on less than blockers too; without findings, blockers. */
export function worstSeverity(findings: readonly Finding[]): Severity {
  const severities: readonly Severity[] = ["blocker", "risk", "notice"];
  return severities.find((severity) => countOf(severity, findings) > 0) ?? "blocker";
}

function countOf(severity: Severity, findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
