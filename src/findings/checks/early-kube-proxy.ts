import type { Check, FindingDescription } from "../check.ts";
import { isBelow } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { trapSource } from "../trap-source.ts";

const EARLY: FindingDescription = {
  id: "kube-proxy-ahead",
  title: "kube-proxy is for a while newer than an API server",
  meaning:
    "kubeadm up to 1.27 moves kube-proxy with the first control-plane node, before the others have moved.",
};

/** kubeadm's own order of add-ons in clusters with several API servers. */
export const earlyKubeProxyCheck: Check = {
  name: "early-kube-proxy",
  reads: ["the hops", "the number of API servers"],
  findings: [EARLY],
  run(context) {
    const hop = context.hops.find(({ from, to }) => from !== to && isBelow(to, "1.28"));
    if (hop === undefined || context.cluster.controlPlane.apiServers.length < 2) return [];
    return [
      makeFinding(EARLY, context, {
        severity: "notice",
        certainty: "proven",
        hop,
        why: `The apply to ${hop.to} moves kube-proxy on every node while the other API servers still run ${hop.from}, which the skew policy does not allow.`,
        fix: "Go through the control-plane nodes of this hop without a break; from 1.28 on kubeadm waits for the last one.",
        sources: [trapSource("kubeadm-addons-last")],
      }),
    ];
  },
};
