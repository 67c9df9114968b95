import type { ClusterNode } from "../../cluster/cluster.ts";
import { gateStatus } from "../../kubernetes/feature-gates.ts";
import { tryParseVersion } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { componentGates, type GateSetting } from "../gate-setting.ts";
import { firstHop } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";

const TRAILING: FindingDescription = {
  id: "trailing-kubelet-gate",
  title: "A trailing kubelet would get a gate that it does not know",
  meaning:
    "kubeadm upgrade node writes the new kubelet configuration beside an old kubelet, which exits at its next restart.",
};
const SOURCE = "kubeadm upgrade node, phase kubelet-config; feature gate tables (data/feature-gates.json)";

/** Gates in the KubeletConfiguration that a node's kubelet does not know, while the control plane moves on. */
export const trailingKubeletGatesCheck: Check = {
  name: "trailing-kubelet-gates",
  reads: ["KubeletConfiguration: featureGates", "the nodes' kubelet versions"],
  findings: [TRAILING],
  run: (context) =>
    componentGates(context.cluster)
      .filter(({ component, setBy }) => component === "kubelet" && setBy === "configuration")
      .flatMap((setting) => judge(context, setting)),
};

function judge(context: CheckContext, setting: GateSetting): readonly Finding[] {
  const hop = firstHop(context, ({ to }) => isKnown(setting.gate, to));
  const behind = context.cluster.nodes.filter((node) => isTooOld(setting.gate, node));
  if (hop === undefined || behind.length === 0) return [];
  const nodes = behind.map(({ name, kubeletVersion }) => `${name} (${kubeletVersion})`);
  return [
    makeFinding(TRAILING, context, {
      severity: "risk",
      certainty: "likely",
      hop,
      origins: [setting.origin],
      subject: setting.gate,
      why: `The KubeletConfiguration sets ${setting.gate}, which the kubelets of ${nameList(nodes)} do not know; \`kubeadm upgrade node\` writes it beside them and their next restart fails.`,
      fix: `Take ${setting.gate} out until every kubelet runs a minor that knows it, or upgrade these kubelets in the hop that brings it (strategy node-by-node).`,
      sources: [SOURCE],
    }),
  ];
}

function isKnown(gate: string, version: string): boolean {
  const { status } = gateStatus(gate, version);
  return status === "settable" || status === "locked";
}

function isTooOld(gate: string, { kubeletVersion }: ClusterNode): boolean {
  return (
    tryParseVersion(kubeletVersion) !== undefined && gateStatus(gate, kubeletVersion).status === "not-yet"
  );
}
