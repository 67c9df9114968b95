import type { SourceValue } from "../source/value.ts";
import type { ClusterNode, NodeOs, Taint } from "./cluster.ts";
import type { KubernetesObject } from "./kubernetes-objects.ts";
import { optional } from "./optional-member.ts";
import { packageManagerOf } from "./package-manager.ts";
import { withoutPrefix } from "./version-reading.ts";

/**
 * One Node object as the cluster's model has it. `status.nodeInfo.kubeProxyVersion` is never used: it
 * repeats the kubelet's version and is empty from kubelet 1.33 (`nodeFields` of data/skew.json).
 */
export function nodeFrom({ value }: KubernetesObject): ClusterNode {
  const info = value.get("status", "nodeInfo");
  const labels = value.get("metadata", "labels")?.texts() ?? {};
  const taints = taintsOf(value.get("spec", "taints"));
  const kubeletVersion = info?.get("kubeletVersion");
  return {
    name: value.textAt("metadata", "name") ?? "",
    role: isControlPlane(labels, taints) ? "control-plane" : "worker",
    ...optional("pool", poolOf(labels)),
    kubeletVersion: withoutPrefix(kubeletVersion?.text() ?? ""),
    ...optional("containerRuntime", info?.textAt("containerRuntimeVersion")),
    os: osOf(info),
    taints,
    labels,
    ...optional("ready", isReady(value.get("status", "conditions"))),
    cordoned: value.get("spec", "unschedulable")?.boolean() ?? false,
    ...optional("origin", kubeletVersion?.origin()),
  };
}

const CONTROL_PLANE_ROLES = [
  "node-role.kubernetes.io/control-plane",
  "node-role.kubernetes.io/controlplane",
  "node-role.kubernetes.io/master",
];

function isControlPlane(labels: Readonly<Record<string, string>>, taints: readonly Taint[]): boolean {
  if (labels["kubernetes.io/role"] === "master") return true;
  return CONTROL_PLANE_ROLES.some((role) => role in labels || taints.some(({ key }) => key === role));
}

/** Labels that common tools keep a node's pool in, the most specific first. */
const POOL_LABELS = [
  "cluster.x-k8s.io/deployment-name",
  "cluster.x-k8s.io/pool-name",
  "node.kubernetes.io/pool",
  "node.kubernetes.io/nodepool",
  "node-pool",
  "node_pool",
  "nodepool",
  "pool",
  "nodegroup",
  "node-group",
  "node.kubernetes.io/nodegroup",
  "kops.k8s.io/instancegroup",
  "eks.amazonaws.com/nodegroup",
  "alpha.eksctl.io/nodegroup-name",
  "cloud.google.com/gke-nodepool",
  "kubernetes.azure.com/agentpool",
  "agentpool",
];

function poolOf(labels: Readonly<Record<string, string>>): string | undefined {
  const found = POOL_LABELS.map((label) => labels[label]).find((pool) => pool !== undefined && pool !== "");
  if (found !== undefined) return found;
  // Every organisation has a prefix of its own: example.com/pool, example.com/nodepool.
  return Object.entries(labels).find(([key, value]) => value !== "" && /\/(?:node-?)?pool$/.test(key))?.[1];
}

function osOf(info: SourceValue | undefined): NodeOs {
  const image = info?.textAt("osImage");
  const system = info?.textAt("operatingSystem");
  const family = system === "linux" || system === "windows" ? system : undefined;
  return {
    ...optional("image", image),
    ...optional("kernel", info?.textAt("kernelVersion")),
    ...optional("packageManager", family === "windows" ? undefined : packageManagerOf(image ?? "")),
    ...optional("architecture", info?.textAt("architecture")),
    ...optional("family", family),
  };
}

function taintsOf(list: SourceValue | undefined): readonly Taint[] {
  return (list?.items() ?? []).flatMap((taint) => {
    const key = taint.textAt("key");
    const effect = taint.textAt("effect");
    if (key === undefined || effect === undefined) return [];
    return [{ key, ...optional("value", taint.textAt("value")), effect }];
  });
}

function isReady(conditions: SourceValue | undefined): boolean | undefined {
  const ready = conditions?.items().find((condition) => condition.textAt("type") === "Ready");
  return ready === undefined ? undefined : ready.textAt("status") === "True";
}
