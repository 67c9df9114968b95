import type { ClusterNode } from "../../cluster/cluster.ts";
import { containerdStatus, recommendedContainerd } from "../../kubernetes/containerd.ts";
import { minorOf } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription, HopRange } from "../check.ts";
import { isAtLeast, isBelow, kubeletHopEntering, readableHops } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList, namesThat } from "../name-list.ts";
import { settingAt } from "../setting.ts";
import { trapSource } from "../trap-source.ts";

const DOCKERSHIM: FindingDescription = {
  id: "dockershim-removed",
  title: "A node's runtime is Docker",
  meaning: "From 1.24 the kubelet has no Docker runtime of its own and does not start without a CRI runtime.",
};
const TOO_OLD: FindingDescription = {
  id: "container-runtime-too-old",
  title: "A node's containerd is too old for the kubelet",
  meaning: "From 1.26 the kubelet speaks CRI v1 only, which containerd has from 1.6 on.",
};
const CONTAINERD_1: FindingDescription = {
  id: "containerd-1-ends",
  title: "A node still runs containerd 1.x",
  meaning: "containerd lists its 1.x releases up to Kubernetes 1.35 only, and their support has ended.",
};
const NOT_RECOMMENDED: FindingDescription = {
  id: "containerd-not-recommended",
  title: "A node's containerd is older than its project recommends",
  meaning: "The combination may work, and it is not one that the containerd project tests.",
};

/** The container runtime of each node against the kubelets of the way. */
export const containerRuntimeCheck: Check = {
  name: "container-runtime",
  reads: ["the nodes' containerRuntimeVersion", "kubeadm nodeRegistration.criSocket"],
  findings: [DOCKERSHIM, TOO_OLD, CONTAINERD_1, NOT_RECOMMENDED],
  run: (context) => [
    ...dockershim(context),
    ...containerd(context, TOO_OLD, "1.26", (version) => /^(?:0|1\.[0-5])\./.test(version)),
    ...containerd(context, CONTAINERD_1, "1.36", (version) => /^1\.(?:[6-9]|\d\d)\./.test(version)),
    ...notRecommended(context),
  ],
};

interface Moving {
  readonly node: ClusterNode;
  readonly version: string;
  readonly hop: HopRange;
}

/** The nodes of a runtime whose kubelet comes to `minor` on the way. */
function moving(context: CheckContext, runtime: string, minor: string): readonly Moving[] {
  const hopOf = kubeletHopEntering(context, minor);
  return context.cluster.nodes.flatMap((node) => {
    const version = runtimeVersion(node, runtime);
    const hop = version === undefined ? undefined : hopOf(node);
    return version === undefined || hop === undefined ? [] : [{ node, version, hop }];
  });
}

function runtimeVersion({ containerRuntime }: ClusterNode, runtime: string): string | undefined {
  const prefix = `${runtime}://`;
  if (containerRuntime?.startsWith(prefix) !== true) return undefined;
  const version = containerRuntime.slice(prefix.length);
  return version.startsWith("v") ? version.slice(1) : version;
}

function dockershim(context: CheckContext): readonly Finding[] {
  const found = moving(context, "docker", "1.24");
  const [first] = found;
  if (first === undefined || usesCriDockerd(context)) return [];
  return [
    makeFinding(DOCKERSHIM, context, {
      severity: "blocker",
      certainty: "likely",
      hop: first.hop,
      origins: found.map(({ node }) => node.origin),
      why: `${namesThat(
        found.map(({ node }) => node.name),
        "runs",
        "run",
      )} Docker, and the kubelet of 1.24 has no dockershim any more.`,
      fix: "Move each node to containerd (drain, change criSocket and the kubelet's flags, restart), or install cri-dockerd, before its kubelet reaches 1.24. A node that has cri-dockerd already also reports docker://: check its annotation kubeadm.alpha.kubernetes.io/cri-socket.",
      sources: [trapSource("dockershim-removed")],
    }),
  ];
}

function usesCriDockerd({ cluster }: CheckContext): boolean {
  return (cluster.kubeadm?.documents ?? []).some(({ content }) => {
    const socket = settingAt(content, "nodeRegistration", "criSocket");
    return typeof socket === "string" && socket.includes("cri-dockerd");
  });
}

function containerd(
  context: CheckContext,
  description: FindingDescription,
  ...[minor, isAffected]: readonly [minor: string, isAffected: (version: string) => boolean]
): readonly Finding[] {
  const found = moving(context, "containerd", minor).filter(({ version }) => isAffected(version));
  const [first] = found;
  if (first === undefined) return [];
  const stops = description === TOO_OLD;
  const recommended = recommendedContainerd(minorOf(first.hop.to))?.recommended.join(" or ");
  return [
    makeFinding(description, context, {
      severity: stops ? "blocker" : "risk",
      certainty: stops ? "proven" : "likely",
      hop: first.hop,
      origins: found.map(({ node }) => node.origin),
      why: `${told(found)}: ${stops ? "kubelets from 1.26 on do not start with it" : "containerd lists 1.x up to Kubernetes 1.35 only"}.`,
      fix: `Upgrade containerd before the kubelet of these nodes, one containerd minor at a time${recommended === undefined ? "" : ` (for ${minorOf(first.hop.to)} the project recommends ${recommended})`}.`,
      sources: [trapSource(stops ? "cri-v1-required" : "containerd-17-last")],
    }),
  ];
}

/** The first hop that a containerd is too old for; where the way leads to 1.36, another finding tells of 1.x. */
function notRecommended(context: CheckContext): readonly Finding[] {
  const hops = readableHops(context);
  const endsAbove = hops.some(({ to }) => isAtLeast(to, "1.36"));
  const firstOf = new Map<string, HopRange | undefined>();
  const found = context.cluster.nodes.flatMap((node) => {
    const version = runtimeVersion(node, "containerd");
    if (version === undefined) return [];
    if (!firstOf.has(version))
      firstOf.set(
        version,
        hops.find((hop) => isOlder(version, hop)),
      );
    const hop = firstOf.get(version);
    const isToldOf = version.startsWith("1.") && endsAbove;
    return hop === undefined || isToldOf || !isBelow(node.kubeletVersion, minorOf(hop.to))
      ? []
      : [{ node, version, hop }];
  });
  return [...Map.groupBy(found, ({ hop }) => hop)].map(([hop, alike]) => older(context, hop, alike));
}

function isOlder(version: string, hop: HopRange): boolean {
  return containerdStatus(version, hop.to) === "older";
}

function older(context: CheckContext, hop: HopRange, found: readonly Moving[]): Finding {
  const row = recommendedContainerd(minorOf(hop.to));
  return makeFinding(NOT_RECOMMENDED, context, {
    severity: "notice",
    certainty: "likely",
    hop,
    origins: found.map(({ node }) => node.origin),
    why: `${told(found)}: for ${minorOf(hop.to)} the containerd project recommends ${(row?.recommended ?? []).join(", ")}.`,
    fix: "Upgrade containerd on these nodes with their drain, before the kubelet.",
    sources: row === undefined ? [] : [row.source],
  });
}

/** `containerd 1.7.27 on cp-1 and cp-2; containerd 1.6.8 on worker-1`. */
function told(found: readonly Moving[]): string {
  return [...Map.groupBy(found, ({ version }) => version)]
    .slice(0, MOST_VERSIONS)
    .map(([version, alike]) => `containerd ${version} on ${nameList(alike.map(({ node }) => node.name))}`)
    .join("; ");
}

/** How many versions one sentence tells; the places tell them all. */
const MOST_VERSIONS = 5;
