import type { Cluster, Inspection } from "../cluster/cluster.ts";
import { runningVersion } from "../findings/hops.ts";
import type { Finding } from "../source/finding.ts";

/**
 * A blocker for each cluster that the base had and the head lost, and for each whose version only the base
 * tells: a check must not be green about nothing.
 */
export function vanishedClusters(base: Inspection | undefined, head: Inspection): readonly Finding[] {
  if (base === undefined) return [];
  const left = new Map(head.clusters.map((cluster) => [cluster.name, cluster]));
  return base.clusters.flatMap((before) => {
    const after = left.get(before.name);
    if (after === undefined) return [vanished(before)];
    const version = runningVersion(before)?.text;
    return version === undefined || runningVersion(after) !== undefined ? [] : [versionLost(before, version)];
  });
}

function versionLost(cluster: Cluster, version: string): Finding {
  return {
    ...vanished(cluster),
    title: `No file tells the version of ${cluster.name} any longer`,
    why: `The base of this change says that ${cluster.name} runs ${version}; after the change no file tells a version that can be read, so nothing can be checked.`,
    fix: {
      text: "Write the version as 1.MINOR.PATCH again, or name the file that holds it in `versionFrom`.",
    },
  };
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
