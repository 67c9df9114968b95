import type { Finding } from "../source/finding.ts";
import type { Cluster } from "./cluster.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { isMadeByKubeadm } from "./made-by-kubeadm.ts";

const ID = "nodes-unknown";

/** Whether no file lists the nodes of a cluster that is planned for: kubelets, drains and time stay open then. */
export function leavesNodesOpen({ nodes, distribution }: Cluster): boolean {
  return nodes.length === 0 && isMadeByKubeadm(distribution);
}

/** The same of a plan that came without its cluster: its findings say so, unless somebody left that one out. */
export function sayNodesAreOpen(findings: readonly Finding[]): boolean {
  return findings.some(({ id, severity }) => id === ID && severity === "risk");
}

/**
 * Says that no file lists the nodes, which for a kubeadm cluster leaves kubelets, drains and time open; none
 * where nodes are listed.
 */
export function unlistedNodes(cluster: Cluster): readonly Finding[] {
  if (cluster.nodes.length > 0) return [];
  const isPlanned = leavesNodesOpen(cluster);
  return [
    inspectionFinding({
      id: ID,
      title: "No file lists the nodes",
      severity: isPlanned ? "risk" : "notice",
      certainty: "unknown",
      places: cluster.origins.slice(0, 1).map(({ path, line, column }) => ({ path, line, column })),
      why: `No file lists the nodes of ${cluster.name}, so the kubelets' versions are unknown${isPlanned ? `, and so are drains and time; a plan's steps are for ${planned(cluster)} and for no worker` : ""}.`,
      fix: "Add a snapshot beside the configuration: kubectl get nodes -o json > nodes.json.",
      cluster: cluster.name,
    }),
  ];
}

function planned({ controlPlane }: Cluster): string {
  const named = new Set(controlPlane.apiServers.flatMap(({ node }) => node ?? []));
  return named.size === 0
    ? "one control-plane node that the reader has to name"
    : `the control-plane nodes that run an API server (${[...named].slice(0, 5).join(", ")}${named.size > 5 ? " …" : ""})`;
}
