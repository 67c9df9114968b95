import type { Check, FindingDescription } from "../check.ts";
import { isBelow, kubeletHopEntering, runningVersion } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { trapSource } from "../trap-source.ts";

const LAGGING: FindingDescription = {
  id: "pod-infra-flag-left",
  title: "A kubelet may keep the flag --pod-infra-container-image",
  meaning: "Only `kubeadm upgrade node` of 1.35 takes the flag away; a kubelet of 1.35 or later exits on it.",
};

/** Nodes that the control plane left behind before kubeadm 1.35 could clean their flags. */
export const laggingKubeletCheck: Check = {
  name: "lagging-kubelet",
  reads: ["the nodes' kubelet versions", "the version of every API server"],
  findings: [LAGGING],
  run(context) {
    const running = runningVersion(context.cluster);
    if (running === undefined || isBelow(running.text, "1.35")) return [];
    const hopOf = kubeletHopEntering(context, "1.35");
    const nodes = context.cluster.nodes.filter((node) => hopOf(node) !== undefined);
    if (nodes.length === 0) return [];
    return [
      makeFinding(LAGGING, context, {
        severity: "risk",
        certainty: "likely",
        hop: context.hops[0],
        origins: nodes.map(({ origin }) => origin),
        why: `The control plane runs ${running.text}, and the kubelets of ${nameList(nodes.map(({ name, kubeletVersion }) => `${name} (${kubeletVersion})`))} are older than 1.35: kubeadm up to 1.34 wrote --pod-infra-container-image for them, and nothing shows that kubeadm 1.35 took it away.`,
        fix: "On each of these nodes, before its kubelet package changes: `grep pod-infra-container-image /var/lib/kubelet/kubeadm-flags.env` must find nothing; else delete the flag there, or run `kubeadm upgrade node` with kubeadm 1.35.",
        sources: [trapSource("pod-infra-lagging-worker")],
      }),
    ];
  },
};
