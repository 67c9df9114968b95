import type { Cluster, ClusterNode } from "../cluster/cluster.ts";
import { compareVersions, minorDistance, tryParseVersion, type Version } from "../kubernetes/version.ts";
import type { HopRange, Way } from "./check.ts";

/** The hop whose control plane enters `minor` (`1.25`): below it before, at or above it after. */
export function hopEntering(context: Way, minor: string): HopRange | undefined {
  return context.hops.find(({ from, to }) => isBelow(from, minor) && isAtLeast(to, minor));
}

/**
 * For each node the first hop in which its kubelet may come to `minor`: the one that enters it, or, where
 * the control plane is there already and the kubelet trails, the first one that ends there or above.
 */
export function kubeletHopEntering(context: Way, minor: string): (node: ClusterNode) => HopRange | undefined {
  const hop = context.hops.find(({ to }) => isAtLeast(to, minor));
  return ({ kubeletVersion }) => (hop !== undefined && isBelow(kubeletVersion, minor) ? hop : undefined);
}

/** The oldest API server: the version that the next hop starts from. Undefined where none can be read. */
export function runningVersion(cluster: Cluster): Version | undefined {
  const versions = cluster.controlPlane.apiServers.flatMap(({ version }) => tryParseVersion(version) ?? []);
  return versions.toSorted(compareVersions)[0];
}

/** Where the way ends: the last hop's target, or the target asked for. */
export function finalVersion(context: Way): string | undefined {
  return context.hops.at(-1)?.to ?? context.to;
}

/** True where `version` is a version of a lower minor than `minor`. Unreadable versions are not below anything. */
export function isBelow(version: string, minor: string): boolean {
  const parsed = tryParseVersion(version);
  return parsed !== undefined && minorDistance(parsed, minor) < 0;
}

/** True where `version` is a version of this minor or a higher one. */
export function isAtLeast(version: string, minor: string): boolean {
  const parsed = tryParseVersion(version);
  return parsed !== undefined && minorDistance(parsed, minor) >= 0;
}

/** The hops whose two versions can be read; the others are judged by nobody. */
export function readableHops({ hops }: Way): readonly HopRange[] {
  return hops.filter(
    ({ from, to }) => tryParseVersion(from) !== undefined && tryParseVersion(to) !== undefined,
  );
}

/** The first readable hop for which something holds. */
export function firstHop(context: Way, holds: (hop: HopRange) => boolean): HopRange | undefined {
  return readableHops(context).find(holds);
}
