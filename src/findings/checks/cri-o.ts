import { minorOf, tryParseVersion } from "../../kubernetes/version.ts";
import type { Check, FindingDescription } from "../check.ts";
import { finalVersion } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { namesThat } from "../name-list.ts";

const OTHER_MINOR: FindingDescription = {
  id: "cri-o-other-minor",
  title: "CRI-O is not of the kubelet's minor",
  meaning: "CRI-O follows Kubernetes minor by minor: each kubelet wants the CRI-O of its own minor.",
};

/** CRI-O versions against the minor that the kubelets end at. */
export const criOCheck: Check = {
  name: "cri-o",
  reads: ["the nodes' containerRuntimeVersion"],
  findings: [OTHER_MINOR],
  run(context) {
    const target = tryParseVersion(finalVersion(context) ?? "");
    if (target === undefined || context.hops.length === 0) return [];
    const nodes = context.cluster.nodes.filter(({ containerRuntime }) => {
      if (containerRuntime?.startsWith("cri-o://") !== true) return false;
      return tryParseVersion(containerRuntime.slice("cri-o://".length))?.minor !== target.minor;
    });
    if (nodes.length === 0) return [];
    const named = nodes.map(({ name, containerRuntime = "" }) => `${name} (${containerRuntime})`);
    return [
      makeFinding(OTHER_MINOR, context, {
        severity: "notice",
        certainty: "proven",
        hop: context.hops.at(-1),
        origins: nodes.map(({ origin }) => origin),
        why: `${namesThat(named, "runs", "run")} a CRI-O of another minor than ${minorOf(target)}, the minor that the kubelets go to.`,
        fix: "Upgrade CRI-O on each node together with its kubelet, while the node is drained: switch its package repository to the kubelet's minor.",
        sources: ["cri-o/cri-o README (data/compat.json)"],
      }),
    ];
  },
};
