import type { Command } from "./plan.ts";
import { minorNumber } from "./plan-version.ts";
import { onNode, onWorkstation } from "./step-draft.ts";
import type { ControlPlaneNode, PlanNode, Terrain } from "./terrain.ts";

/** kubectl learnt to wait for a field's value in 1.23, and may be one minor older than the API server. */
const WAITS_FOR_FIELDS = 24;

/** Waits until an API server says it is ready, however long its restart takes, at most five minutes. */
export function apiServerReady(): Command {
  const waited = "timeout 300 bash -c 'until kubectl get --raw=/readyz >/dev/null 2>&1; do sleep 3; done'";
  return onWorkstation(`${waited} && kubectl get --raw='/readyz'`, "ok");
}

/** Waits until the node's control-plane containers run this version, then until each of them is ready. */
export function staticPodsReady(
  node: ControlPlaneNode,
  version: string,
  terrain: Terrain,
): readonly Command[] {
  const components = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"].map((name) =>
    staticPod(name, node),
  );
  const images = 'kubectl -n kube-system get "$@" -o jsonpath="{.items[*].spec.containers[0].image}"';
  const counted = `$(${images} | tr " " "\\n" | grep -cF ":v${version}")`;
  const pods = hasOwnEtcd(terrain) ? [...components, staticPod("etcd", node)] : components;
  return [
    onWorkstation(
      `timeout 300 bash -c 'until [ "${counted}" = ${components.length} ]; do sleep 3; done' static-pods ${components.join(" ")}`,
    ),
    onWorkstation(
      `kubectl -n kube-system wait --for=condition=Ready --timeout=300s ${pods.join(" ")}`,
      "condition met",
    ),
  ];
}

/** Every API server that is ready registers itself here: one address per control-plane node. */
export function apiServerEndpoints(terrain: Terrain): Command {
  const count = terrain.controlPlanes.reduce((sum, node) => sum + node.count, 0);
  return onWorkstation(
    "kubectl -n default get endpointslices -l kubernetes.io/service-name=kubernetes -o jsonpath='{.items[*].endpoints[*].addresses[*]}'",
    terrain.nodesUnknown
      ? "one address per control-plane node (default/kubernetes)"
      : `${count} ${count === 1 ? "address" : "addresses"} (the endpoints of default/kubernetes)`,
  );
}

/** The node's kubelet runs, has told its new version, and the node is Ready; Ready alone is stale for 45 s. */
export function nodeReadyAt(node: PlanNode, version: string): readonly Command[] {
  const ready = `kubectl wait --for=condition=Ready --timeout=300s node/${node.word}`;
  return [onWorkstation(kubeletVersionReached(node, version)), onWorkstation(ready, "condition met")];
}

/** The kubelet's systemd unit, asked on its host. */
export function kubeletActive(node: PlanNode): Command {
  return onNode(node, "systemctl is-active kubelet", "active");
}

/** True where etcd runs as a static pod beside the API server. */
export function hasOwnEtcd(terrain: Terrain): boolean {
  return terrain.cluster.controlPlane.etcd.topology !== "external";
}

/** A static pod carries its node's name: `pod/etcd-cp-1`. */
export function staticPod(component: string, node: PlanNode): string {
  return `pod/${component}-${node.word}`;
}

function kubeletVersionReached(node: PlanNode, version: string): string {
  if (minorNumber(version) >= WAITS_FOR_FIELDS) {
    return `kubectl wait --for=jsonpath='{.status.nodeInfo.kubeletVersion}'=v${version} --timeout=300s node/${node.word}`;
  }
  const asked = '$(kubectl get "$1" -o jsonpath="{.status.nodeInfo.kubeletVersion}")';
  return `timeout 300 bash -c 'until [ "${asked}" = v${version} ]; do sleep 3; done' kubelet-version node/${node.word}`;
}
