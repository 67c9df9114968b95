import { KubehopError } from "../source/kubehop-error.ts";
import { assertSkewPolicy, type SkewPolicy, type SkewRule } from "./skew-limits.ts";
import {
  type Extremes,
  extremes,
  type Instance,
  type SkewComponent,
  type SkewViolation,
  violationsOf,
} from "./skew-violation.ts";
import { parseVersion, type Version } from "./version.ts";

export type { SkewPolicy } from "./skew-limits.ts";
export type { SkewViolation } from "./skew-violation.ts";

/** One running component and the node it runs on. */
export interface VersionedComponent {
  readonly node?: string;
  readonly version: string;
}

/** The versions that run in one cluster; `componentVersions(cluster)` makes it from a cluster. */
export interface ComponentVersions {
  readonly apiServers: readonly VersionedComponent[];
  readonly controllerManagers: readonly VersionedComponent[];
  readonly schedulers: readonly VersionedComponent[];
  readonly cloudControllerManagers: readonly VersionedComponent[];
  readonly kubelets: readonly VersionedComponent[];
  readonly kubeProxies: readonly VersionedComponent[];
  readonly kubectl?: string;
}

/** The skew verdict; `violations` holds every broken rule, in the order of the policy and of the input. */
export interface SkewReport {
  readonly verdict: "supported" | "unsupported";
  readonly violations: readonly SkewViolation[];
}

/**
 * Judges a cluster by the official version skew policy (https://kubernetes.io/releases/version-skew-policy/,
 * as `data/skew.json` has it), which holds for every minor. Versions are compared by minor; a pre-release
 * counts as its minor. With API servers of two minors nothing may be newer than the oldest one, or too far
 * behind the newest one. kube-proxy is held against a kubelet only where both name the same node.
 *
 * @throws KubehopError `invalid-version`, `invalid-policy`, or `no-api-server` where no API server's
 *   version is given: without one the policy says nothing, and silence must not read as "supported"
 */
export function checkSkew(versions: ComponentVersions, policy: SkewPolicy = {}): SkewReport {
  assertSkewPolicy(policy);
  const violations = rulesOf(versions, policy).flatMap(({ rule, subjects, against }) =>
    subjects.flatMap((subject) => {
      const range = against(subject);
      return range === undefined ? [] : violationsOf({ rule, subject, against: range, policy });
    }),
  );
  return { verdict: violations.length === 0 ? "supported" : "unsupported", violations };
}

/** Whom a rule judges, and what it holds each of them against (undefined: nothing to compare with). */
interface Rule {
  readonly rule: SkewRule;
  readonly subjects: readonly Instance[];
  readonly against: (subject: Instance) => Extremes | undefined;
}

function rulesOf(versions: ComponentVersions, policy: SkewPolicy): readonly Rule[] {
  const apiServers = instances("kube-apiserver", versions.apiServers);
  const kubelets = instances("kubelet", versions.kubelets);
  const kubeProxies = instances("kube-proxy", versions.kubeProxies);
  const everyApiServer = extremes(apiServers);
  if (everyApiServer === undefined) throw noApiServer();
  const any = () => everyApiServer;
  const sameNode = besideOf(apiServers);
  const reached =
    policy.controlPlaneReach === "local" ? (subject: Instance) => sameNode(subject) ?? everyApiServer : any;
  const managers = instances("kube-controller-manager", versions.controllerManagers);
  const cloud = instances("cloud-controller-manager", versions.cloudControllerManagers);
  return [
    { rule: "apiserver-ha", subjects: apiServers, against: any },
    { rule: "kubelet", subjects: kubelets, against: any },
    { rule: "kube-proxy", subjects: kubeProxies, against: any },
    { rule: "kube-proxy-kubelet", subjects: kubeProxies, against: besideOf(kubelets) },
    { rule: "kube-controller-manager", subjects: managers, against: reached },
    { rule: "kube-scheduler", subjects: instances("kube-scheduler", versions.schedulers), against: reached },
    { rule: "cloud-controller-manager", subjects: cloud, against: reached },
    { rule: "kubectl", subjects: instances("kubectl", kubectlOf(versions)), against: any },
  ];
}

/** Lists may be missing in calls from plain JavaScript; a missing one has nothing to judge. */
function instances(
  component: SkewComponent,
  list: readonly VersionedComponent[] | undefined,
): readonly Instance[] {
  const read = new Map<string, Version>();
  return (list ?? []).map(({ node, version: text }) => {
    const version = read.get(text) ?? parseVersion(text);
    read.set(text, version);
    return node === undefined ? { component, version } : { component, node, version };
  });
}

function kubectlOf(versions: ComponentVersions): readonly VersionedComponent[] {
  return versions.kubectl === undefined ? [] : [{ version: versions.kubectl }];
}

/** Finds the instances on the subject's own node. */
function besideOf(candidates: readonly Instance[]): (subject: Instance) => Extremes | undefined {
  const byNode = Map.groupBy(candidates, (candidate) => candidate.node);
  return ({ node }) => (node === undefined ? undefined : extremes(byNode.get(node) ?? []));
}

function noApiServer(): KubehopError {
  return new KubehopError({
    code: "no-api-server",
    message: "No API server's version is known, and the version skew policy holds everything against it.",
    remedy:
      "Name the control plane's version: kubernetesVersion in the kubeadm configuration, or a snapshot of kube-system's pods.",
  });
}
