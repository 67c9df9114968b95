import type { Check, FindingDescription } from "../check.ts";
import { isBelow } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";

const GONE: FindingDescription = {
  id: "packages-gone",
  title: "The packages of this minor are published nowhere any more",
  meaning:
    "pkgs.k8s.io begins with 1.24 and the older repositories are switched off: a mirror of one's own is needed.",
};

/** Hops to minors whose deb and rpm packages cannot be had any more. */
export const packageRepositoryCheck: Check = {
  name: "package-repository",
  reads: ["the hops"],
  findings: [GONE],
  run(context) {
    const hops = context.hops.filter(({ to }) => isBelow(to, "1.24"));
    const [hop] = hops;
    if (hop === undefined) return [];
    return [
      makeFinding(GONE, context, {
        severity: "risk",
        certainty: "proven",
        hop,
        why: `pkgs.k8s.io carries packages from 1.24 on, and the way leads through ${hops.map(({ to }) => to).join(", ")}.`,
        fix: "Have kubeadm, kubelet and kubectl of these versions in a repository of your own before the start.",
        sources: ["https://kubernetes.io/blog/2023/08/15/pkgs-k8s-io-introduction/"],
      }),
    ];
  },
};
