import type { Cluster } from "../../cluster/cluster.ts";
import { componentVersions } from "../../cluster/component-versions.ts";
import { isMadeByKubeadm } from "../../cluster/made-by-kubeadm.ts";
import { checkSkew, type SkewPolicy } from "../../kubernetes/skew.ts";
import type { SkewViolation } from "../../kubernetes/skew-violation.ts";
import { minorDistance, minorOf } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Origin } from "../../source/origin.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";

const RULES: Readonly<Record<SkewViolation["rule"], FindingDescription>> = {
  "apiserver-ha": description("apiserver-ha", "API servers are more than one minor apart"),
  kubelet: description("kubelet", "A kubelet is outside the skew policy"),
  "kube-proxy": description("kube-proxy", "A kube-proxy is outside the skew policy"),
  "kube-proxy-kubelet": description(
    "kube-proxy-kubelet",
    "A kube-proxy is too far from the kubelet beside it",
  ),
  "kube-controller-manager": description(
    "kube-controller-manager",
    "A kube-controller-manager is outside the skew policy",
  ),
  "kube-scheduler": description("kube-scheduler", "A kube-scheduler is outside the skew policy"),
  "cloud-controller-manager": description(
    "cloud-controller-manager",
    "A cloud-controller-manager is outside the skew policy",
  ),
  kubectl: description("kubectl", "kubectl is outside the skew policy"),
};

/** The official version skew policy on the cluster as it stands now, one finding per rule and pair of versions. */
export const skewCheck: Check = {
  name: "skew",
  reads: ["the version of every component and node"],
  findings: Object.values(RULES),
  run(context) {
    const versions = componentVersions(context.cluster);
    if (versions.apiServers.length === 0) return [];
    const { violations } = checkSkew(versions, skewPolicyOf(context));
    return alike(violations).map((group) => findingOf(group, context));
  },
};

/** kubeadm wires controller-manager and scheduler to the API server beside them; elsewhere any is assumed. */
function skewPolicyOf({ cluster, skewPolicy }: CheckContext): SkewPolicy {
  const usual = isMadeByKubeadm(cluster.distribution) ? "local" : "any";
  return {
    kubeProxy: skewPolicy?.kubeProxy ?? cluster.policy?.kubeProxy ?? "official",
    controlPlaneReach: skewPolicy?.controlPlaneReach ?? cluster.policy?.controlPlaneReach ?? usual,
  };
}

type Violations = readonly [SkewViolation, ...SkewViolation[]];

/** One cause is one finding: the same rule, version and counterpart, on however many nodes. */
function alike(violations: readonly SkewViolation[]): readonly Violations[] {
  const groups = new Map<string, [SkewViolation, ...SkewViolation[]]>();
  for (const violation of violations) {
    const key = JSON.stringify([violation.rule, violation.version, violation.against.version]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [violation]);
    else group.push(violation);
  }
  return [...groups.values()];
}

function findingOf(group: Violations, context: CheckContext): Finding {
  const [first] = group;
  const others = group.slice(1).flatMap(({ node }) => node ?? []);
  const more = others.length === 0 ? "" : ` The same holds on ${nameList(others)}.`;
  return makeFinding(RULES[first.rule], context, {
    severity: first.rule === "kubectl" ? "risk" : "blocker",
    certainty: "proven",
    origins: originsOf(group, context.cluster),
    why: `${first.message}${more}`,
    fix: remedy(first),
    sources: [first.source],
  });
}

function remedy({ rule, component, version, against }: SkewViolation): string {
  if (rule === "kubectl") return `Use a kubectl within one minor of ${against.version}.`;
  const isNewer = minorDistance(version, against.version) > 0;
  return component === "kubelet" && isNewer
    ? `Put the kubelet back to ${minorOf(against.version)} first: drain the node, install that kubelet, restart it, uncordon. The upgrade starts from a supported state.`
    : `Bring ${component} ${version} within reach of ${against.component} ${against.version} first, one minor at a time; the upgrade starts from a supported state.`;
}

function originsOf(group: Violations, cluster: Cluster): readonly (Origin | undefined)[] {
  const { apiServers, controllerManagers, schedulers, cloudControllerManagers } = cluster.controlPlane;
  const instances = {
    "kube-apiserver": apiServers,
    "kube-controller-manager": controllerManagers,
    "kube-scheduler": schedulers,
    "cloud-controller-manager": cloudControllerManagers,
    kubelet: nodeOrigins(cluster),
    "kube-proxy": nodeOrigins(cluster),
    kubectl: cluster.kubectl === undefined ? [] : [cluster.kubectl],
  }[group[0].component];
  const concerned = new Set(group.map(({ node }) => node));
  return instances.filter(({ node }) => concerned.has(node)).map(({ origin }) => origin);
}

function nodeOrigins(cluster: Cluster): readonly { readonly node: string; readonly origin?: Origin }[] {
  return cluster.nodes.map(({ name, origin }) => ({
    node: name,
    ...(origin === undefined ? {} : { origin }),
  }));
}

function description(rule: SkewViolation["rule"], title: string): FindingDescription {
  return {
    id: `skew-${rule}`,
    title,
    meaning:
      "The versions that run now are not supported together; put that right before anything is upgraded.",
  };
}
