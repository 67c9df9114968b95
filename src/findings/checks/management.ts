import { otherManager } from "../../cluster/not-managed-by-kubeadm.ts";
import type { Check, FindingDescription } from "../check.ts";
import { runningVersion } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";

const OTHER_TOOL: FindingDescription = {
  id: "not-upgraded-by-kubeadm",
  title: "This cluster is not upgraded by kubeadm",
  meaning: "No kubeadm plan can be made: the distribution has its own way to upgrade.",
};
const NO_START: FindingDescription = {
  id: "api-server-version-unknown",
  title: "No API server's version is known",
  meaning: "A plan starts from the version of the API servers, and nothing that was read tells it.",
};

/** Whether a kubeadm plan can be made at all. */
export const managementCheck: Check = {
  name: "management",
  reads: ["who manages the cluster", "the version of every API server"],
  findings: [OTHER_TOOL, NO_START],
  run(context) {
    const { cluster, to } = context;
    if (to === undefined) return [];
    const common = { certainty: "proven", origins: cluster.origins.slice(0, 1) } as const;
    const manager = otherManager(cluster.distribution);
    if (manager !== undefined) {
      return [
        makeFinding(OTHER_TOOL, context, {
          ...common,
          severity: "blocker",
          why: `${cluster.name} is managed by ${manager.name}, which has its own way to ${to.slice(0, 40)}: kubeadm has no part in it.`,
          fix: `Upgrade with ${manager.tool}; Kubehop still judges the version skew (kubehop skew), support dates and manifests (kubehop check --skip skew).`,
          sources: [`the files that were read as ${manager.name}`],
        }),
      ];
    }
    if (runningVersion(cluster) !== undefined) return [];
    return [
      makeFinding(NO_START, context, {
        ...common,
        severity: "blocker",
        certainty: "unknown",
        why: `Nothing that was read tells the version of an API server of ${cluster.name}, so no way to ${to.slice(0, 40)} can be planned.`,
        fix: "Add the kubeadm configuration, a snapshot of the kube-system pods (kubectl -n kube-system get pods -o json) or of the nodes.",
        sources: ["https://kubernetes.io/releases/version-skew-policy/"],
      }),
    ];
  },
};
