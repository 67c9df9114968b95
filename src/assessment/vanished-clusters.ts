import type { Cluster, Inspection } from "../cluster/cluster.ts";
import type { Finding } from "../source/finding.ts";

/** A blocker for each cluster that the base had and the head lost: a check must not be green about nothing. */
export function vanishedClusters(base: Inspection | undefined, head: Inspection): readonly Finding[] {
  if (base === undefined) return [];
  const left = new Set(head.clusters.map(({ name }) => name));
  return base.clusters.filter(({ name }) => !left.has(name)).map(vanished);
}

function vanished(cluster: Cluster): Finding {
  const paths = [...new Set(cluster.origins.map(({ path }) => path))].toSorted();
  return {
    id: "cluster-vanished",
    title: `Cluster ${cluster.name} is no longer described`,
    severity: "blocker",
    certainty: "proven",
    appliesTo: { from: null, to: null },
    places: [],
    why: `The base of this change describes the cluster ${cluster.name} in ${paths.join(", ")}; after the change no file does, so nothing can be checked.`,
    fix: {
      text: "Put the files back, or, where the cluster is really gone, merge without this check once: the next pull request no longer expects it.",
    },
    runbook: "docs/runbooks/cluster-vanished.md",
    sources: ["comparison of the base and head commits"],
    cluster: cluster.name,
  };
}
