import type { Cluster } from "../cluster/cluster.ts";
import { componentVersions } from "../cluster/component-versions.ts";
import { isMadeByKubeadm } from "../cluster/made-by-kubeadm.ts";
import { optional } from "../cluster/optional-member.ts";
import { isSelected } from "../findings/check-selection.ts";
import { runningVersion } from "../findings/hops.ts";
import { checkCluster } from "../findings/registry.ts";
import { newestPatch } from "../kubernetes/releases.ts";
import { checkSkew, type SkewPolicy, type SkewReport } from "../kubernetes/skew.ts";
import { supportStatus } from "../kubernetes/support.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import type { Repository } from "../manifests/repository.ts";
import type { Plan } from "../plan/plan.ts";
import { planUpgrade } from "../plan/plan-upgrade.ts";
import type { Finding } from "../source/finding.ts";
import type { AssessmentRequest } from "./assess-repository.ts";
import type { ClusterAssessment, VersionChange } from "./assessment.ts";
import { changeFindings } from "./change-findings.ts";
import { clusterVerdict } from "./cluster-verdict.ts";
import { configuredStrategy } from "./configured.ts";
import type { JudgementPolicy } from "./judgement-policy.ts";
import { withNovelty } from "./novelty.ts";
import { ownFindings } from "./own-findings.ts";
import type { RepositoryReading } from "./read-repository.ts";
import { mayTell } from "./reading-findings.ts";
import { sortFindings } from "./sort-findings.ts";
import type { Suppression } from "./suppression.ts";
import { isFromSnapshot, versionChange } from "./version-change.ts";

/** What one cluster is judged with. */
export interface ClusterContext {
  readonly request: AssessmentRequest;
  readonly policy: JudgementPolicy;
  /** The same cluster at the base commit. */
  readonly base: Cluster | undefined;
  readonly head: RepositoryReading;
  /** The manifests of the base commit. */
  readonly baseRepository: Repository | undefined;
  /** What reading the base's files told of its clusters. */
  readonly baseFindings: readonly Finding[] | undefined;
  readonly suppression: Suppression;
}

/** Skew, support, the proposed change and the plan of one cluster, with every finding about it. */
export function assessCluster(cluster: Cluster, context: ClusterContext): ClusterAssessment {
  const change = context.base === undefined ? undefined : versionChange(context.base, cluster);
  const running = change === undefined ? cluster : (context.base ?? cluster);
  const skew = judgesSkew(context.request) ? skewOf(cluster, running, context.policy) : undefined;
  const plan = planOf(running, change, context);
  const findings = findingsOf({ cluster, running, change, plan, context });
  return {
    cluster,
    verdict: clusterVerdict({
      versionKnown: runningVersion(running) !== undefined,
      subject: context.request.subject,
      skew,
      plan,
      findings,
      failOn: context.policy.failOn,
      byFindingsAlone: !judgesSkew(context.request),
    }),
    ...optional("skew", skew),
    support: supportStatus(runningVersion(running)?.text ?? "unknown", context.request.today),
    ...optional("change", change),
    ...optional("plan", plan),
    findings,
  };
}

function judgesSkew({ checks }: AssessmentRequest): boolean {
  return checks === undefined || isSelected(["skew"], checks);
}

/**
 * A change that proposes a version leaves the recorded nodes where they are until the plan moves them, so
 * recorded kubelets are judged against the running control plane; declared ones against the declared one.
 * Without an API server's version the policy has nothing to say.
 */
function skewOf(cluster: Cluster, running: Cluster, policy: JudgementPolicy): SkewReport | undefined {
  const recorded = cluster.nodes.length > 0 && cluster.nodes.every(isFromSnapshot);
  const versions = componentVersions(recorded ? running : cluster);
  if (versions.apiServers.every(({ version }) => tryParseVersion(version) === undefined)) return undefined;
  return checkSkew(versions, skewPolicy(cluster, policy));
}

/** kubeadm wires controller-manager and scheduler to the API server beside them: `local` unless said otherwise. */
function skewPolicy(cluster: Cluster, policy: JudgementPolicy): SkewPolicy {
  const usual = isMadeByKubeadm(cluster.distribution) ? "local" : "any";
  return {
    kubeProxy: cluster.policy?.kubeProxy ?? policy.kubeProxy ?? "official",
    controlPlaneReach: cluster.policy?.controlPlaneReach ?? policy.controlPlaneReach ?? usual,
  };
}

function planOf(
  running: Cluster,
  change: VersionChange | undefined,
  { request, head, suppression }: ClusterContext,
): Plan | undefined {
  const to =
    request.subject === "skew" ? undefined : (request.to ?? change?.to ?? nextTarget(running, request));
  if (to === undefined) return undefined;
  return planUpgrade(running, {
    to,
    today: request.today,
    repository: head.repository,
    keep: (findings) => suppression.keep(ownFindings(findings, running, head.inspection.clusters)),
    ...optional("checks", request.checks),
    ...optional("strategy", request.strategy ?? configuredStrategy(request)),
  });
}

/** Without a version, a plan goes to the next minor; at the newest one, to its newest patch. */
function nextTarget(cluster: Cluster, request: AssessmentRequest): string | undefined {
  if (request.subject !== "plan") return undefined;
  const version = runningVersion(cluster);
  if (version === undefined) return undefined;
  const next = `${version.major}.${version.minor + 1}`;
  return newestPatch(next) === undefined ? `${version.major}.${version.minor}` : next;
}

interface FindingParts {
  readonly cluster: Cluster;
  readonly running: Cluster;
  readonly change: VersionChange | undefined;
  readonly plan: Plan | undefined;
  readonly context: ClusterContext;
}

function findingsOf({ cluster, running, change, plan, context }: FindingParts): readonly Finding[] {
  const read = context.head.inspection.findings.filter(
    (finding) =>
      finding.cluster === cluster.name &&
      !isProposal(finding, change) &&
      !isSettled(finding, cluster) &&
      mayTell(finding, context.request),
  );
  const { suppression } = context;
  const ahead =
    plan?.findings ??
    suppression.keep(ownFindings(findingsNow(running, context), running, context.head.inspection.clusters));
  const judged = new Set(ahead.map(({ id, why }) => `${id} ${why}`));
  // What the checks say of the running cluster they say with its places; the proposal's may differ.
  const left = read.filter(({ id, why }) => !judged.has(`${id} ${why}`) && !isToldByWay(id, ahead));
  const changed = change === undefined ? [] : changeFindings(change, cluster);
  const all = unique([...suppression.keep([...changed, ...left]), ...ahead]);
  return sortFindings(context.base === undefined ? all : withNovelty(all, findingsBefore(context, plan)));
}

/** What the base commit would find on the same way. */
function findingsBefore(
  { request, base, baseRepository, baseFindings = [] }: ClusterContext,
  plan: Plan | undefined,
): readonly Finding[] {
  if (base === undefined) return [];
  const hops = (plan?.hops ?? []).map(({ from, to }) => ({ from, to }));
  const context = { cluster: base, hops, today: request.today, ...optional("to", plan?.to) };
  const checked = checkCluster({ ...context, ...optional("repository", baseRepository) }, request.checks);
  return [...checked, ...baseFindings];
}

/** Without a target only the present is judged. */
function findingsNow(running: Cluster, { request, head }: ClusterContext): readonly Finding[] {
  const { today, checks } = request;
  return checkCluster({ cluster: running, hops: [], today, repository: head.repository }, checks);
}

/** What a pull request proposes always differs from the snapshot beside it: no disagreement, a proposal. */
function isProposal(finding: Finding, change: VersionChange | undefined): boolean {
  return change !== undefined && finding.id === "sources-disagree";
}

/** What reading the files told, and the check of the way that is asked for says in its place: both have one cause. */
const TOLD_BY_WAY: Readonly<Record<string, string>> = {
  "not-managed-by-kubeadm": "not-upgraded-by-kubeadm",
  "control-plane-unknown": "api-server-version-unknown",
};

function isToldByWay(id: string, ahead: readonly Finding[]): boolean {
  return Object.hasOwn(TOLD_BY_WAY, id) && ahead.some((finding) => finding.id === TOLD_BY_WAY[id]);
}

/** The caller said where the control plane stands, which the files alone did not tell. */
function isSettled({ id }: Finding, { controlPlane }: Cluster): boolean {
  return id === "control-plane-unknown" && controlPlane.apiServers.length > 0;
}

function unique(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(
      findings.map((finding) => [JSON.stringify([finding.id, finding.why, finding.places]), finding]),
    ).values(),
  ];
}
