import type { Finding, Place } from "../source/finding.ts";
import type { Cluster } from "./cluster.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import type { Observation } from "./reader.ts";

/** What the sources of a cluster leave open, so that a report never looks complete where it is not. */
export function incompleteClusterFindings(
  cluster: Cluster,
  observations: readonly Observation[],
): readonly Finding[] {
  const places = placesOf(observations);
  const findings: Finding[] = [];
  if (cluster.controlPlane.apiServers.length === 0) findings.push(controlPlaneUnknown(cluster, places));
  if (cluster.nodes.length === 0) findings.push(nodesUnknown(places));
  return findings;
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
    fix: "Add the whole node list (kubectl get nodes -o json) or the kubeadm configuration (kubectl get cm -n kube-system kubeadm-config -o yaml).",
  });
}

function onlyWorkers(count: number): string {
  return count === 1
    ? "The only node that was read is a worker"
    : `All ${count} nodes that were read are workers`;
}

function nodesUnknown(places: readonly Place[]): Finding {
  return inspectionFinding({
    id: "nodes-unknown",
    title: "The cluster's nodes are not known",
    severity: "notice",
    certainty: "unknown",
    places,
    why: "The sources that were read name no nodes, so kubelet versions and drains are missing.",
    fix: "Add a snapshot beside the configuration: kubectl get nodes -o json > nodes.json.",
  });
}

function placesOf(observations: readonly Observation[]): readonly Place[] {
  return observations.flatMap(({ origins }) => {
    const [origin] = origins;
    return origin === undefined ? [] : [{ path: origin.path, line: origin.line, column: origin.column }];
  });
}
