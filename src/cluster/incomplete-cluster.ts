import type { Finding, Place } from "../source/finding.ts";
import type { Cluster } from "./cluster.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { otherManager } from "./not-managed-by-kubeadm.ts";
import type { Observation } from "./reader.ts";
import { unlistedNodes } from "./unlisted-nodes.ts";

/** What the sources of a cluster leave open, so that a report never looks complete where it is not. */
export function incompleteClusterFindings(
  cluster: Cluster,
  observations: readonly Observation[],
): readonly Finding[] {
  const isKnown = cluster.controlPlane.apiServers.length > 0;
  return [
    ...(isKnown ? [] : [controlPlaneUnknown(cluster, placesOf(observations))]),
    ...unlistedNodes(cluster),
  ];
}

function controlPlaneUnknown(cluster: Cluster, places: readonly Place[]): Finding {
  const workers = cluster.nodes.filter(({ role }) => role === "worker").length;
  const read =
    cluster.nodes.length > 0 && workers === cluster.nodes.length
      ? onlyWorkers(workers)
      : "The sources that were read name no version of the control plane";
  return inspectionFinding({
    id: "control-plane-unknown",
    title: "The control plane's version is not known",
    severity: "risk",
    certainty: "unknown",
    places,
    why: `${read}; without the API servers' version neither skew nor a plan can be judged.`,
    fix:
      otherManager(cluster.distribution) !== undefined && cluster.nodes.length > 0
        ? "Add the file that sets its version (of Terraform, its own tool or the like): its nodes do not tell it; kubectl version does."
        : "Add the whole node list (kubectl get nodes -o json) or the kubeadm configuration (kubectl get cm -n kube-system kubeadm-config -o yaml).",
  });
}

function onlyWorkers(count: number): string {
  return count === 1
    ? "The only node that was read is a worker"
    : `All ${count} nodes that were read are workers`;
}

function placesOf(observations: readonly Observation[]): readonly Place[] {
  return observations.flatMap(({ origins }) => {
    const [origin] = origins;
    return origin === undefined ? [] : [{ path: origin.path, line: origin.line, column: origin.column }];
  });
}
