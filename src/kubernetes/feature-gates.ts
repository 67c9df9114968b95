import gateFile from "../../data/feature-gates.json" with { type: "json" };
import { type GateStatus, gateStatusIn } from "./gate-status.ts";
import type { GateFacts } from "./kubeadm-facts.ts";
import { minorOf } from "./version.ts";

let index: ReadonlyMap<string, GateFacts> | undefined;

/**
 * How a feature gate of the Kubernetes components (API server, controller manager, scheduler, kubelet,
 * kube-proxy) stands in a minor. Source: the gate tables of each minor's `.0` release.
 *
 * @throws KubehopError `invalid-version`
 */
export function gateStatus(gate: string, minor: string): GateStatus {
  const wanted = minorOf(minor);
  if (!gateFile.minorsScanned.includes(wanted)) return { status: "unknown" };
  index ??= new Map(gateFile.gates.map((row): [string, GateFacts] => [row.name, row]));
  return gateStatusIn(index.get(gate), wanted);
}
