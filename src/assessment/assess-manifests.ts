import { optional } from "../cluster/optional-member.ts";
import { checkManifests } from "../findings/registry.ts";
import { knownVersion, upgradePath } from "../kubernetes/upgrade-path.ts";
import type { Repository } from "../manifests/repository.ts";
import type { Finding, Severity } from "../source/finding.ts";
import type { AssessmentRequest } from "./assess-repository.ts";
import type { ManifestAssessment } from "./assessment.ts";
import { withNovelty } from "./novelty.ts";
import { atLeast } from "./sort-findings.ts";
import type { Suppression } from "./suppression.ts";

/** What a repository without a cluster is judged with. */
export interface ManifestGrounds {
  readonly request: AssessmentRequest;
  readonly repository: Repository;
  /** What the base of a pull request holds. */
  readonly baseRepository?: Repository | undefined;
  readonly failOn: Severity;
  readonly suppression: Suppression;
}

/**
 * Judges the manifests of a repository that describes no cluster: for the way from `assumeFrom` to `to`, for the
 * target alone where nobody says where the cluster stands or no way leads there, or for no way at all.
 *
 * @throws KubehopError `invalid-version`, `unknown-version`
 */
export function assessManifests(grounds: ManifestGrounds): {
  readonly manifests?: ManifestAssessment;
  readonly findings: readonly Finding[];
} {
  const { request, repository, baseRepository, failOn, suppression } = grounds;
  const { assumeFrom, to, today, checks } = request;
  if (to !== undefined) knownVersion(to);
  const path = assumeFrom === undefined || to === undefined ? undefined : upgradePath(assumeFrom, to);
  const from = path?.verdict === "downgrade" ? undefined : assumeFrom;
  const hops = path?.hops ?? [];
  const found = (of: Repository) =>
    checkManifests({ repository: of, hops, today, ...optional("to", to) }, checks);
  const kept = suppression.keep(found(repository));
  const findings = baseRepository === undefined ? kept : withNovelty(kept, found(baseRepository));
  // Nothing is green about nothing.
  if (to === undefined || repository.coverage.objects === 0) return { findings };
  const isBlocked = findings.some(({ severity }) => atLeast(severity, failOn));
  return { manifests: { ...optional("from", from), to, verdict: isBlocked ? "blocked" : "ready" }, findings };
}
