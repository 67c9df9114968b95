import type { Cluster } from "../cluster/cluster.ts";
import { leavesNodesOpen } from "../cluster/unlisted-nodes.ts";
import { unreadableVersions } from "../cluster/unreadable-versions.ts";

export const NOT_LISTED = "no file lists the nodes";

/** Why a supported skew is one only as far as versions are known; undefined where each of them is. */
export function openVersions(cluster: Cluster): string | undefined {
  if (leavesNodesOpen(cluster)) return NOT_LISTED;
  const [first, ...others] = unreadableVersions(cluster);
  if (first === undefined) return undefined;
  return others.length === 0 ? "one version cannot be read" : `${others.length + 1} versions cannot be read`;
}
