import { checkKubeadmPolicy } from "../../kubernetes/kubeadm-policy.ts";
import { tryParseVersion } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription, HopRange } from "../check.ts";
import { isBelow } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";

const REFUSES: FindingDescription = {
  id: "kubeadm-refuses-hop",
  title: "kubeadm would refuse this hop",
  meaning: "kubeadm's own version policy stops this upgrade, and no option makes it go on.",
};
const PRERELEASE: FindingDescription = {
  id: "prerelease-target",
  title: "The hop leads to a pre-release",
  meaning: "kubeadm moves to pre-releases only when told so, and supports no way back from them.",
};
const CATCH_UP: FindingDescription = {
  id: "kubelets-behind-kubeadm",
  title: "kubeadm wants the kubelets closer before this hop",
  meaning: "kubeadm refuses the control plane's upgrade while a kubelet trails further than it accepts.",
};
const SOURCE = "kubeadm cmd/kubeadm/app/phases/upgrade/policy.go";

/** What kubeadm's own version policy says about each hop. */
export const kubeadmPolicyCheck: Check = {
  name: "kubeadm-policy",
  reads: ["the version of every component and node"],
  findings: [REFUSES, PRERELEASE, CATCH_UP],
  run: (context) => context.hops.flatMap((hop, index) => judge(context, hop, index === 0)),
};

function judge(context: CheckContext, hop: HopRange, isFirst: boolean): readonly Finding[] {
  if (tryParseVersion(hop.from) === undefined || tryParseVersion(hop.to) === undefined) return [];
  const kubeletVersions = isFirst ? readableKubelets(context) : [];
  const { fatal, forceable } = checkKubeadmPolicy({
    clusterVersion: hop.from,
    kubeadmVersion: hop.to,
    targetVersion: hop.to,
    kubeletVersions,
  });
  return [
    ...(fatal.length === 0 ? [] : [refused(context, hop, fatal)]),
    ...(forceable.includes("unstable-target") ? [prerelease(context, hop)] : []),
    ...(forceable.some((rule) => rule.startsWith("kubelets-not-too-old")) ? [behind(context, hop)] : []),
  ];
}

/** Later hops find the kubelets where the plan has brought them, so only the first is judged with them. */
function readableKubelets({ cluster }: CheckContext): readonly string[] {
  return cluster.nodes.flatMap(({ kubeletVersion }) =>
    tryParseVersion(kubeletVersion) === undefined ? [] : kubeletVersion,
  );
}

function refused(context: CheckContext, hop: HopRange, rules: readonly string[]): Finding {
  return makeFinding(REFUSES, context, {
    severity: "blocker",
    certainty: "proven",
    hop,
    why: `kubeadm ${hop.to} refuses to take ${context.cluster.name} from ${hop.from} to ${hop.to}: ${rules.join(", ")}.`,
    fix: "Ask for a target that kubeadm can reach one minor at a time.",
    sources: [SOURCE],
  });
}

function prerelease(context: CheckContext, hop: HopRange): Finding {
  return makeFinding(PRERELEASE, context, {
    severity: "risk",
    certainty: "proven",
    hop,
    why: `${hop.to} is a pre-release, and kubeadm upgrade apply refuses it without --allow-experimental-upgrades or --allow-release-candidate-upgrades.`,
    fix: "Wait for the release, or try it on a cluster that may be lost.",
    sources: [SOURCE],
  });
}

function behind(context: CheckContext, hop: HopRange): Finding {
  const allowed = isBelow(hop.to, "1.29") ? 1 : 3;
  const target = tryParseVersion(hop.to)?.minor ?? 0;
  const nodes = context.cluster.nodes.filter(({ kubeletVersion }) => {
    const version = tryParseVersion(kubeletVersion);
    return version !== undefined && target - version.minor > allowed;
  });
  const named = nodes.map(({ name, kubeletVersion }) => `${name} (${kubeletVersion})`);
  return makeFinding(CATCH_UP, context, {
    severity: "notice",
    certainty: "proven",
    hop,
    origins: nodes.map(({ origin }) => origin),
    why: `kubeadm ${hop.to} accepts kubelets at most ${allowed} ${allowed === 1 ? "minor" : "minors"} behind its target, and ${nameList(named)} ${named.length === 1 ? "trails" : "trail"} further.`,
    fix: "Bring these kubelets closer, one minor at a time, before the control plane moves. Never answer with --force: the running kubelets may fail against the new API server.",
    sources: [SOURCE],
  });
}
