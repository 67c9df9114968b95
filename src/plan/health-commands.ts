import { type HopContext, oncePerHop } from "./hop-context.ts";
import type { Command } from "./plan.ts";
import { aboutWords, untilSteady, versionPattern } from "./steady.ts";
import { onNode, onWorkstation } from "./step-draft.ts";
import type { ControlPlaneNode, PlanNode, Terrain } from "./terrain.ts";

const BRIEFLY = "--request-timeout=5s";

/**
 * Waits until the API server is ready and lets an administrator evict pods, for half a minute without a
 * break: `/readyz` alone says ok before a restart that is still to come, and before RBAC's rules are loaded.
 */
export function apiServerSteady(): Command {
  return API_SERVER_STEADY;
}

const API_SERVER_STEADY = onWorkstation(
  untilSteady({
    ask: `kubectl auth can-i create pods --subresource=eviction --all-namespaces ${BRIEFLY} && kubectl get --raw=/readyz ${BRIEFLY}`,
    failure:
      "the API server is not steadily ready, or you may not evict pods; see docs/runbooks/api-server-not-ready.md",
  }),
  "yes, then ok",
);

/**
 * Waits until the node's control-plane containers are ready, and run the hop's version where it moves them,
 * steadily: kubeadm waits for phase Running only.
 */
export function staticPodsSteady(node: ControlPlaneNode, hop: HopContext): Command {
  const { loop, pods, expect } = staticPodsQuestion(hop);
  return onWorkstation(
    aboutWords(
      loop,
      pods.map((name) => staticPod(name, node)),
    ),
    expect,
  );
}

const staticPodsQuestion = oncePerHop(({ terrain, leg, to }) => {
  const version = leg.operations.length > 0 ? to : undefined;
  const pods = [...COMPONENTS, ...(hasOwnEtcd(terrain) ? ["etcd"] : [])];
  const atVersion =
    version === undefined
      ? ""
      : ` && [ "$(echo "$pods" | grep -cF ":v${version} ")" = ${COMPONENTS.length} ]`;
  const where = version === undefined ? "" : `, the three of Kubernetes with an image of v${version}`;
  return {
    pods,
    expect: `${pods.length} lines that say true${where}`,
    loop: untilSteady({
      ask: `pods=$(kubectl -n kube-system get "$@" ${BRIEFLY} --no-headers -o custom-columns=${POD_COLUMNS}); echo "$pods"; [ "$(echo "$pods" | grep -c " true ")" = ${pods.length} ]${atVersion}`,
      failure: `not every static pod of this node is ready${version === undefined ? "" : ` at v${version}`}; see docs/runbooks/apply-failed.md`,
    }),
  };
});

const COMPONENTS = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];
const POD_COLUMNS =
  "POD:.metadata.name,IMAGE:.spec.containers[0].image,READY:.status.containerStatuses[0].ready,RESTARTS:.status.containerStatuses[0].restartCount";

/** Every API server that is ready registers itself here: one address per control-plane node. */
export const apiServerEndpoints = oncePerHop(({ terrain }): Command => {
  const count = terrain.nodesUnknown ? 1 : terrain.controlPlanes.reduce((sum, node) => sum + node.count, 0);
  const wanted = terrain.nodesUnknown
    ? "one address per control-plane node"
    : `${count} ${count === 1 ? "address" : "addresses"}`;
  const run = untilSteady({
    ask: `addresses=$(kubectl -n default get endpointslices -l kubernetes.io/service-name=kubernetes ${BRIEFLY} -o jsonpath="{.items[*].endpoints[*].addresses[*]}"); echo "$addresses"; [ "$(echo "$addresses" | wc -w)" -ge ${count} ]`,
    failure: `fewer than ${count} API servers stand behind default/kubernetes; see docs/runbooks/api-server-not-ready.md`,
    inARow: 1,
  });
  return onWorkstation(run, `${wanted} (the endpoints of default/kubernetes)`);
});

/** What the API servers say that they are; asked through the load balancer, so of any one of them. */
export function servedVersion(version: string): Command {
  const said = `"gitVersion": "v${version}"`;
  const pattern = `"gitVersion": "${versionPattern(version)}["+-]`;
  return onWorkstation(`kubectl get --raw=/version | grep -E '${pattern}'`, said);
}

/** The node tells the hop's version and is Ready, steadily; Ready alone is stale for 45 seconds. */
export function nodeReady(node: PlanNode, hop: HopContext): Command {
  return onWorkstation(aboutWords(nodeReadyLoop(hop), [`node/${node.word}`]), `Ready and v${hop.to}`);
}

const nodeReadyLoop = oncePerHop(({ to }) =>
  untilSteady({
    ask: `node=$(kubectl get "$1" --no-headers ${BRIEFLY}); echo "$node"; echo "$node" | grep -qE " Ready[, ].* ${versionPattern(to)}( |$)"`,
    failure: `the node is not steadily Ready at v${to}; see docs/runbooks/node-not-ready.md`,
  }),
);

/** The kubelet's systemd unit, asked on its host for long enough that a kubelet that exits again is seen. */
export function kubeletSteady(node: PlanNode): Command {
  return onNode(node, KUBELET_ACTIVE, "active");
}

const KUBELET_ACTIVE = untilSteady({
  ask: "systemctl is-active kubelet",
  failure: "the kubelet does not stay up; see docs/runbooks/kubelet-does-not-start.md",
  seconds: 120,
  show: "sudo journalctl -u kubelet -n 20 --no-pager",
});

/** True where etcd runs as a static pod beside the API server. */
export function hasOwnEtcd(terrain: Terrain): boolean {
  return terrain.cluster.controlPlane.etcd.topology !== "external";
}

/** A static pod carries its node's name: `pod/etcd-cp-1`. */
export function staticPod(component: string, node: PlanNode): string {
  return `pod/${component}-${node.word}`;
}
