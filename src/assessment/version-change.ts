import type { Cluster } from "../cluster/cluster.ts";
import { runningVersion } from "../findings/hops.ts";
import { isKnownVersion } from "../kubernetes/releases.ts";
import { liesBelow, minorDistance, tryParseVersion } from "../kubernetes/version.ts";
import type { VersionChange } from "./assessment.ts";

/**
 * The upgrade that a pull request proposes: the version it declares against the one that the base runs.
 * A declared version that a snapshot of the same commit already shows running records an upgrade that
 * is done, and proposes nothing.
 */
export function versionChange(base: Cluster, head: Cluster): VersionChange | undefined {
  const to = changedTarget(base, head);
  const from = runningVersion(base)?.text;
  if (to === undefined || from === undefined || isRecorded(base, head, to)) return undefined;
  return { from, to, kind: kindOf(from, to) };
}

function changedTarget(base: Cluster, head: Cluster): string | undefined {
  const declared = head.declaredVersion?.version;
  if (declared !== undefined && declared !== base.declaredVersion?.version) return declared;
  return head.desiredVersion !== undefined && head.desiredVersion !== base.desiredVersion
    ? head.desiredVersion
    : undefined;
}

function isRecorded(base: Cluster, head: Cluster, to: string): boolean {
  const before = kubeletsOfControlPlane(base);
  const after = kubeletsOfControlPlane(head);
  return after.length > 0 && after.join() !== before.join() && after.every((version) => version === to);
}

function kubeletsOfControlPlane(cluster: Cluster): readonly string[] {
  return cluster.nodes.filter(isSnapshotOfControlPlane).map(({ kubeletVersion }) => kubeletVersion);
}

function isSnapshotOfControlPlane(node: Cluster["nodes"][number]): boolean {
  return node.role === "control-plane" && isFromSnapshot(node);
}

/** True where the node's version was read from a running kubelet, not from a declaration. */
export function isFromSnapshot(node: Cluster["nodes"][number]): boolean {
  return node.origin?.field.includes("nodeInfo") ?? false;
}

function kindOf(from: string, to: string): VersionChange["kind"] {
  const [older, newer] = [tryParseVersion(from), tryParseVersion(to)];
  if (older === undefined || newer === undefined || !isKnownVersion(to)) return "unknown-version";
  if (liesBelow(newer, older)) return "downgrade";
  return minorDistance(newer, older) > 1 ? "skips-minor" : "upgrade";
}
