import type { Assessment } from "../assessment/assessment.ts";
import type { Finding } from "../source/finding.ts";

/** A finding, and the clusters that it is about; none where it is the repository's. */
export interface SharedFinding {
  readonly finding: Finding;
  readonly clusters: readonly string[];
}

/**
 * Every finding of an assessment, the repository's own first. What is found in manifests that several clusters may run
 * is found for each of them: here it is one.
 */
export function sharedFindings({ findings, clusters }: Assessment): readonly SharedFinding[] {
  const ofClusters = clusters.flatMap((entry) =>
    entry.findings.map((finding) => ({ finding, cluster: entry.cluster.name })),
  );
  const alike = Map.groupBy(ofClusters, ({ finding }) => causeOf(finding));
  return [
    ...findings.map((finding) => ({ finding, clusters: [] })),
    ...[...alike.values()].flatMap((group) => {
      const [first] = group;
      return first === undefined
        ? []
        : [{ finding: first.finding, clusters: group.map(({ cluster }) => cluster) }];
    }),
  ];
}

/** Everything about a finding but the cluster; a version change of one cluster is in its hop or its sentence. */
function causeOf({ cluster, ...cause }: Finding): string {
  return JSON.stringify(cause);
}
