import type { Finding } from "../source/finding.ts";
import type { ClusterNode, ComponentInstance } from "./cluster.ts";
import { type Claim, sourcesDisagree } from "./disagreement.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import type { VersionReading } from "./reader.ts";
import { isSameVersion, oldest } from "./same-version.ts";

/** A kubelet is never newer than its API server, so a configuration older than its nodes is out of date. */
export function newerKubelets(
  declared: VersionReading | undefined,
  members: readonly ClusterNode[],
): readonly Finding[] {
  if (declared === undefined) return [];
  const newer = members.flatMap(({ kubeletVersion, origin }) => {
    const claim = { version: kubeletVersion, nature: "snapshot" as const };
    const isNewer =
      !isSameVersion(kubeletVersion, declared.version) && oldest([claim, declared]) === declared;
    return isNewer && origin !== undefined ? [{ ...claim, origin }] : [];
  });
  if (newer.length === 0) return [];
  const claim: Claim = { ...declared, nature: "declaration" };
  return [sourcesDisagree("The control plane's version", { believed: claim, others: newer })];
}

/** What is said where the API servers' version had to be taken from kubelets. */
export function inferenceFinding(inferred: readonly ComponentInstance[]): readonly Finding[] {
  if (inferred.length === 0) return [];
  const versions = [...new Set(inferred.map(({ version }) => version))].join(", ");
  return [
    inspectionFinding({
      id: "api-server-version-inferred",
      title: "The API servers' version is inferred from kubelets",
      severity: "notice",
      certainty: "likely",
      places: inferred.flatMap(({ origin }) =>
        origin === undefined ? [] : [{ path: origin.path, line: origin.line, column: origin.column }],
      ),
      why: `No source tells the API servers' version; the kubelets of the control-plane nodes are ${versions}, and a kubelet may trail its API server.`,
      fix: "To be sure, add the kube-system pods: kubectl get pods -n kube-system -o json > pods.json, beside the node list.",
    }),
  ];
}
