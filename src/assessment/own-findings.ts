import type { Cluster } from "../cluster/cluster.ts";
import type { Finding } from "../source/finding.ts";

/**
 * Leaves out what the checks say of files that describe other clusters of the repository and not this one: their
 * kubeadm configurations and snapshots. Whom all other files concern nobody can tell, so they concern every cluster.
 */
export function ownFindings(
  findings: readonly Finding[],
  cluster: Cluster,
  clusters: readonly Cluster[],
): readonly Finding[] {
  const own = pathsOf([cluster, ...clusters.filter(({ name }) => name === cluster.name)]);
  const foreign = pathsOf(clusters);
  for (const path of own) foreign.delete(path);
  if (foreign.size === 0) return findings;
  return findings.flatMap((finding) => {
    const places = finding.places.filter(({ path }) => !foreign.has(path));
    if (places.length === finding.places.length) return [finding];
    return places.length === 0 ? [] : [{ ...finding, places }];
  });
}

function pathsOf(clusters: readonly Cluster[]): Set<string> {
  return new Set(clusters.flatMap(({ origins }) => origins.map(({ path }) => path)));
}
