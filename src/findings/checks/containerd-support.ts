import { containerdEndOfLife } from "../../kubernetes/containerd.ts";
import type { Check, FindingDescription } from "../check.ts";
import { isAtLeast } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";

const ENDED: FindingDescription = {
  id: "containerd-end-of-life",
  title: "A node's containerd is past its end of life",
  meaning: "This containerd minor gets no security fixes any more, whatever Kubernetes runs on it.",
};

/** Support dates of the containerd on each node, on the day that is asked about. */
export const containerdSupportCheck: Check = {
  name: "containerd-support",
  reads: ["the nodes' containerRuntimeVersion", "the day"],
  findings: [ENDED],
  run(context) {
    const { today } = context;
    if (today === undefined) return [];
    // There `containerd-1-ends` tells of 1.x, with its end of support.
    const leadsTo136 = context.hops.some(({ to }) => isAtLeast(to, "1.36"));
    const byMinor = Map.groupBy(
      context.cluster.nodes,
      ({ containerRuntime = "" }) => /^containerd:\/\/v?(\d{1,3}\.\d{1,3})\./.exec(containerRuntime)?.[1],
    );
    return [...byMinor].flatMap(([minor, nodes]) => {
      const end = minor === undefined ? undefined : containerdEndOfLife(minor);
      if (minor === undefined || end === undefined || !isPast(end, today)) return [];
      if (minor.startsWith("1.") && leadsTo136) return [];
      return [
        makeFinding(ENDED, context, {
          severity: "notice",
          certainty: "proven",
          origins: nodes.map(({ origin }) => origin),
          why: `Support for containerd ${minor} ended ${end.length > "2026-09".length ? "on" : "in"} ${end}; it runs on ${nameList(nodes.map(({ name }) => name))}.`,
          fix: "Upgrade containerd on these nodes with their next drain, one containerd minor at a time.",
          sources: ["containerd RELEASES.md (data/containerd.json)"],
        }),
      ];
    });
  },
};

/** Some ends are known by their month only: then the whole month still counts as supported. */
function isPast(end: string, today: string): boolean {
  return end.length < today.length ? today.slice(0, end.length) > end : today >= end;
}
