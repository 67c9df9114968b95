import type { Cluster, ComponentInstance } from "../../cluster/cluster.ts";
import { otherManager } from "../../cluster/not-managed-by-kubeadm.ts";
import { tryParseVersion } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";

const UNREADABLE: FindingDescription = {
  id: "component-version-unreadable",
  title: "A component's version cannot be read",
  meaning: "Skew cannot be judged for a component whose version is missing or is no version.",
};
const SOURCE = "https://kubernetes.io/releases/version-skew-policy/";

/** What the skew rules need and the files do not give: never taken for "supported". */
export const readableVersionsCheck: Check = {
  name: "readable-versions",
  reads: ["the version of every component and node"],
  findings: [UNREADABLE],
  run: unreadable,
};

function unreadable(context: CheckContext): readonly Finding[] {
  const found = instancesOf(context.cluster).filter(({ version }) => tryParseVersion(version) === undefined);
  if (found.length === 0) return [];
  return [
    makeFinding(UNREADABLE, context, {
      severity: "risk",
      certainty: "unknown",
      origins: found.map(({ origin }) => origin),
      why: `No version can be read for ${nameList(found.map(told))}.`,
      fix: "Take a fresh snapshot (kubectl get nodes -o json), or write the full version in quotes: an unquoted 1.30 is the number 1.3.",
      sources: [SOURCE],
    }),
  ];
}

interface Instance extends ComponentInstance {
  readonly component: string;
}

function instancesOf(cluster: Cluster): readonly Instance[] {
  const { controlPlane, nodes } = cluster;
  const kubelets = nodes.map(({ name, kubeletVersion, origin }) => ({
    component: "kubelet",
    node: name,
    version: kubeletVersion,
    ...(origin === undefined ? {} : { origin }),
  }));
  return [
    ...named("kube-apiserver", controlPlane.apiServers),
    ...named("kube-controller-manager", controlPlane.controllerManagers),
    ...named("kube-scheduler", controlPlane.schedulers),
    ...named("cloud-controller-manager", controlPlane.cloudControllerManagers),
    ...kubelets,
    ...unlistedKubelets(cluster),
  ];
}

/** Kubelets of control-plane nodes that a list of nodes leaves out; without any list that is said elsewhere. */
function unlistedKubelets({ controlPlane, nodes, distribution }: Cluster): readonly Instance[] {
  const servers = controlPlane.apiServers;
  if (nodes.length === 0 || servers.length === 0 || otherManager(distribution) !== undefined) return [];
  const listed = new Set(nodes.map(({ name }) => name));
  const missing = [...new Set(servers.flatMap(({ node }) => node ?? []))].filter((name) => !listed.has(name));
  if (missing.length > 0) return missing.map((node) => ({ component: "kubelet", node, version: "" }));
  return nodes.some(({ role }) => role === "control-plane")
    ? []
    : [{ component: "kubelet", node: "every control-plane node", version: "" }];
}

function named(component: string, list: readonly ComponentInstance[]): readonly Instance[] {
  return list.map((instance) => ({ component, ...instance }));
}

function told({ component, node, version }: Instance): string {
  const where = node === undefined ? "" : ` on ${node}`;
  return `${component}${where} (${version === "" ? "nothing written" : JSON.stringify(version.slice(0, 40))})`;
}
