import type { Cluster, Inspection } from "../cluster/cluster.ts";
import { optional } from "../cluster/optional-member.ts";
import type { CheckSelection } from "../findings/check-selection.ts";
import { selectedViews } from "../findings/registry.ts";
import { factsAge } from "../kubernetes/releases.ts";
import { knownVersion } from "../kubernetes/upgrade-path.ts";
import type { Strategy } from "../plan/plan.ts";
import type { Finding, SourceFile } from "../source/finding.ts";
import { assessCluster } from "./assess-cluster.ts";
import { assessManifests } from "./assess-manifests.ts";
import type { Assessment, ClusterAssessment, RepositorySnapshot } from "./assessment.ts";
import { withAssumedVersion } from "./assumed-version.ts";
import { conclude } from "./conclude.ts";
import { configuredTimes, withTrustedPolicy } from "./configured.ts";
import { headlineOf } from "./headline.ts";
import { type JudgementPolicy, judgementPolicy } from "./judgement-policy.ts";
import { withNovelty } from "./novelty.ts";
import { type RepositoryReading, readRepository } from "./read-repository.ts";
import { mayTell } from "./reading-findings.ts";
import { selectClusters } from "./select-clusters.ts";
import { sortFindings } from "./sort-findings.ts";
import { type SuppressionReading, suppressionOf } from "./suppression-of.ts";
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
  /** Where the cluster stands (`1.27`), for repositories that do not say it. */
  readonly assumeFrom?: string;
  /** A baseline that was named by hand; without it the configuration's is taken. */
  readonly baseline?: SourceFile;
  /** The checks that take part; all of them where it is left out. */
  readonly checks?: CheckSelection;
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
 * @throws KubehopError `invalid-version`, `unknown-version`, `invalid-baseline`, `unknown-cluster`, `several-clusters`, `no-cluster`
 * (plan only)
 */
export function assessRepository(request: AssessmentRequest): Assessment {
  if (request.assumeFrom !== undefined) knownVersion(request.assumeFrom);
  const head = read(request.head, request);
  const base = request.base === undefined ? undefined : read(request.base, request);
  const reading = suppressionOf(request, head.repository);
  const policy = judgementPolicy(request.base ?? request.head);
  const clusters = selectClusters(head.inspection, request).map((cluster) =>
    assessCluster(withAssumedVersion(withTrustedPolicy(cluster, request), request.assumeFrom), {
      request,
      policy,
      base: counterpart(cluster, base?.inspection),
      head,
      baseRepository: base?.repository,
      baseFindings: base?.inspection.findings,
      suppression: reading.suppression,
    }),
  );
  return assessmentOf({ request, head, base, policy, clusters, reading });
}

/** Where checks were chosen, a large repository is parsed only as far as they read it; its coverage counts the rest. */
function read(
  snapshot: RepositorySnapshot,
  { checks, base, to, assumeFrom }: AssessmentRequest,
): RepositoryReading {
  const isPart = checks !== undefined && snapshot.files.length > MANY_FILES;
  const judged = base === undefined ? [to, assumeFrom].filter((version) => version !== undefined) : undefined;
  return readRepository(snapshot, selectedViews(checks), isPart ? { judged } : "all");
}

/** In fewer, what no chosen check reads costs little, and whatever is broken is told. */
const MANY_FILES = 2_500;

interface Parts {
  readonly request: AssessmentRequest;
  readonly head: RepositoryReading;
  readonly base: RepositoryReading | undefined;
  readonly policy: JudgementPolicy;
  readonly clusters: readonly ClusterAssessment[];
  readonly reading: SuppressionReading;
}

function assessmentOf(parts: Parts): Assessment {
  const { request, head, base, policy, clusters, reading } = parts;
  const { suppression } = reading;
  const vanished = request.cluster === undefined ? vanishedClusters(base?.inspection, head.inspection) : [];
  const general = head.inspection.findings.filter((finding) => isGeneral(finding, parts));
  const alone =
    clusters.length > 0
      ? { findings: [] }
      : assessManifests({
          request,
          repository: head.repository,
          baseRepository: base?.repository,
          failOn: policy.failOn,
          suppression,
        });
  const { manifests } = alone;
  const kept = suppression.keep([...vanished, ...general]);
  const told = base === undefined ? kept : withNovelty(kept, base.inspection.findings);
  const readings = sortFindings([...told, ...reading.findings]);
  const { verdict, conclusion } = conclude({
    subject: request.subject,
    clusters,
    manifests,
    findings: readings,
    policy,
  });
  const findings = sortFindings([...readings, ...alone.findings]);
  return {
    schemaVersion: 1,
    subject: request.subject,
    verdict,
    conclusion,
    headline: headlineOf({
      subject: request.subject,
      verdict,
      clusters,
      ...optional("manifests", manifests),
      findings,
      checks: request.checks,
      unread: head.unread,
      advisory: policy.advisory && conclusion === "neutral",
    }),
    ...(request.head.sha === undefined ? {} : { sha: request.head.sha }),
    clusters,
    ...optional("manifests", manifests),
    findings,
    ...(suppression.suppressed.length === 0 ? {} : { suppressed: suppression.suppressed }),
    unread: head.unread,
    coverage: head.repository.coverage,
    filesRead: [
      ...new Set(clusters.flatMap(({ cluster }) => cluster.origins.map(({ path }) => path))),
    ].toSorted(),
    ...optional("times", configuredTimes(request)),
    facts: factsAge(request.today),
  };
}

/** A finding of a cluster that could not be assembled belongs to the repository: it must not get lost. */
function isGeneral(finding: Finding, { request, clusters }: Parts): boolean {
  const { cluster: name } = finding;
  if (!mayTell(finding, request)) return false;
  if (name === undefined) return true;
  return request.cluster === undefined && !clusters.some(({ cluster }) => cluster.name === name);
}

function counterpart(cluster: Cluster, base: Inspection | undefined): Cluster | undefined {
  return base?.clusters.find(({ name }) => name === cluster.name);
}
