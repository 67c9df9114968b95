import { kubeadmGateStatus } from "../../kubernetes/kubeadm-gates.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { type GateJudgement, judgeGate } from "../gate-judgement.ts";
import { type GateSetting, kubeadmGates } from "../gate-setting.ts";
import { makeFinding } from "../make-finding.ts";

const REFUSED: FindingDescription = {
  id: "kubeadm-feature-gate",
  title: "kubeadm refuses one of its own feature gates",
  meaning:
    "kubeadm stops on a gate in ClusterConfiguration.featureGates that it does not know or has locked.",
};
const SOURCE = "kubeadm cmd/kubeadm/app/features/features.go of each minor (data/kubeadm.json)";

/** `featureGates` of the ClusterConfiguration against the kubeadm of each hop. */
export const kubeadmFeatureGatesCheck: Check = {
  name: "kubeadm-feature-gates",
  reads: ["ClusterConfiguration: featureGates"],
  findings: [REFUSED],
  run: (context) =>
    kubeadmGates(context.cluster).flatMap((setting) => {
      const judgement = judgeGate(context, setting, kubeadmGateStatus);
      return judgement === undefined ? [] : [refused(context, setting, judgement)];
    }),
};

function refused(
  context: CheckContext,
  setting: GateSetting,
  { problem, status, hop }: GateJudgement,
): Finding {
  const isProven = problem === "removed" || problem === "locked";
  const words = {
    removed: `is gone since ${status.removedIn ?? hop.to}`,
    locked: `is locked to ${String(status.lockedTo)}`,
    "not-yet": "does not exist yet",
    unknown: "is known of no minor",
  }[problem];
  return makeFinding(REFUSED, context, {
    severity: isProven ? "blocker" : "risk",
    certainty: isProven ? "proven" : problem === "unknown" ? "unknown" : "likely",
    hop,
    origins: [setting.origin],
    subject: setting.gate,
    why: `ClusterConfiguration.featureGates sets ${setting.gate}, which ${words} in kubeadm ${hop.to}: kubeadm stops on it.`,
    fix: `Take ${setting.gate} out of the file and of the kubeadm-config ConfigMap before the hop to ${hop.to}: kubectl -n kube-system edit configmap kubeadm-config`,
    sources: [SOURCE],
  });
}
