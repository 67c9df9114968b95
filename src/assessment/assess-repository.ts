import type { Cluster, Inspection } from "../cluster/cluster.ts";
import { optional } from "../cluster/optional-member.ts";
import { readCluster } from "../cluster/read-cluster.ts";
import { factsAge } from "../kubernetes/releases.ts";
import type { Strategy } from "../plan/plan.ts";
import type { Finding } from "../source/finding.ts";
import { assessCluster } from "./assess-cluster.ts";
import type { Assessment, ClusterAssessment, RepositorySnapshot } from "./assessment.ts";
import { conclude } from "./conclude.ts";
import { configuredTimes, withTrustedPolicy } from "./configured.ts";
import { headlineOf } from "./headline.ts";
import { type JudgementPolicy, judgementPolicy } from "./judgement-policy.ts";
import { selectClusters } from "./select-clusters.ts";
import { sortFindings } from "./sort-findings.ts";
import { vanishedClusters } from "./vanished-clusters.ts";

/** What is asked about a repository. */
export interface AssessmentRequest {
  readonly subject: "check" | "plan" | "skew";
  readonly head: RepositorySnapshot;
  /** The commit that a pull request or merge-queue entry starts from. */
  readonly base?: RepositorySnapshot;
  /** Target of a plan, as typed: `1.36`, `v1.36.2`. Without it a plan goes to the next minor. */
  readonly to?: string;
  /** Name of one cluster; needed by a plan where there are several. */
  readonly cluster?: string;
  readonly strategy?: Strategy;
  /** ISO date, for support dates and the age of the facts. */
  readonly today: string;
}

/**
 * The one verdict that every door carries: reads the clusters of `head`, compares them with `base` where
 * there is one, checks the skew and plans what was asked for or what the change implies.
 *
 * The settings that could weaken a verdict (`policy`) are taken from `base` where there is one, so that a
 * pull request cannot excuse itself.
 *
 * @throws KubehopError `invalid-version`, `unknown-cluster`, `several-clusters`, `no-cluster` (plan only)
 */
export function assessRepository(request: AssessmentRequest): Assessment {
  const head = readCluster(request.head.files, request.head);
  const base = request.base && readCluster(request.base.files, request.base);
  const policy = judgementPolicy(request.base ?? request.head);
  const clusters = selectClusters(head, request).map((cluster) =>
    assessCluster(withTrustedPolicy(cluster, request), {
      request,
      policy,
      base: counterpart(cluster, base),
      inspection: head,
    }),
  );
  return assessmentOf({ request, head, base, policy, clusters });
}

interface Parts {
  readonly request: AssessmentRequest;
  readonly head: Inspection;
  readonly base: Inspection | undefined;
  readonly policy: JudgementPolicy;
  readonly clusters: readonly ClusterAssessment[];
}

function assessmentOf(parts: Parts): Assessment {
  const { request, head, base, policy, clusters } = parts;
  const vanished = request.cluster === undefined ? vanishedClusters(base, head) : [];
  const general = head.findings.filter((finding) => isGeneral(finding, parts));
  const findings = sortFindings([...vanished, ...general]);
  const { verdict, conclusion } = conclude({ subject: request.subject, clusters, findings, policy });
  return {
    schemaVersion: 1,
    subject: request.subject,
    verdict,
    conclusion,
    headline: headlineOf({
      subject: request.subject,
      verdict,
      clusters,
      findings,
      unread: head.unread,
      advisory: policy.advisory && conclusion === "neutral",
    }),
    ...(request.head.sha === undefined ? {} : { sha: request.head.sha }),
    clusters,
    findings,
    unread: head.unread,
    filesRead: [
      ...new Set(clusters.flatMap(({ cluster }) => cluster.origins.map(({ path }) => path))),
    ].toSorted(),
    ...optional("times", configuredTimes(request)),
    facts: factsAge(request.today),
  };
}

/** A finding of a cluster that could not be assembled belongs to the repository: it must not get lost. */
function isGeneral({ cluster: name }: Finding, { request, clusters }: Parts): boolean {
  if (name === undefined) return true;
  return request.cluster === undefined && !clusters.some(({ cluster }) => cluster.name === name);
}

function counterpart(cluster: Cluster, base: Inspection | undefined): Cluster | undefined {
  return base?.clusters.find(({ name }) => name === cluster.name);
}
