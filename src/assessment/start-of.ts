import type { Finding } from "../source/finding.ts";
import type { Assessment } from "./assessment.ts";

/**
 * The version from which the way of each finding starts: its cluster's, or without a cluster the assumed one;
 * undefined where no file tells it.
 */
export function startOf({
  clusters,
  manifests,
}: Assessment): (finding: Pick<Finding, "cluster">) => string | undefined {
  const versions = new Map(
    clusters.map(({ cluster, plan }) => [
      cluster.name,
      plan === undefined || plan.from === "unknown" ? cluster.controlPlane.apiServers[0]?.version : plan.from,
    ]),
  );
  return ({ cluster }) => (cluster === undefined ? manifests?.from : versions.get(cluster));
}
