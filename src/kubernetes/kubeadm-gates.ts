import { type GateStatus, gateStatusIn } from "./gate-status.ts";
import { kubeadmFacts, kubeadmMinor } from "./kubeadm-facts.ts";
import { minorOf } from "./version.ts";

/**
 * How one of kubeadm's own feature gates (`featureGates` of a ClusterConfiguration) stands in a minor.
 * Source: `cmd/kubeadm/app/features/features.go` of each minor.
 *
 * @throws KubehopError `invalid-version`
 */
export function kubeadmGateStatus(gate: string, minor: string): GateStatus {
  if (kubeadmMinor(minor) === undefined) return { status: "unknown" };
  return gateStatusIn(
    kubeadmFacts.featureGateTimeline.find(({ name }) => name === gate),
    minorOf(minor),
  );
}
