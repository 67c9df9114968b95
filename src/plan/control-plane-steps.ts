import { compareVersions } from "../kubernetes/version.ts";
import { quote } from "../source/shell.ts";
import { apiServerEndpoints, apiServerSteady, staticPodsSteady } from "./health-commands.ts";
import type { HopContext } from "./hop-context.ts";
import { withLogsKept } from "./kept-logs.ts";
import { upgradeOptions } from "./kubeadm-settings.ts";
import type { Operation } from "./legs.ts";
import { pinRepository, upgradeKubeadm } from "./package-steps.ts";
import { judged, versionPattern } from "./steady.ts";
import { onNode, onWorkstation, type StepDraft } from "./step-draft.ts";
import type { ControlPlaneNode } from "./terrain.ts";

/** Moves the control plane node by node: kubeadm first, then the static pods, then proof that they serve. */
export function controlPlaneSteps(hop: HopContext): readonly StepDraft[] {
  const operations = new Map(hop.leg.operations.map((operation) => [operation.node.name, operation]));
  const resting = hop.terrain.controlPlanes.filter(({ name }) => !operations.has(name));
  const confirmed = hop.leg.operations.some(({ action }) => action === "apply") ? [] : [targetStored(hop)];
  return [
    ...resting.flatMap((node) => packageSteps(node, hop)),
    ...confirmed,
    ...hop.leg.operations.flatMap((operation) => [
      ...packageSteps(operation.node, hop),
      imagesReady(operation.node, hop),
      ...(operation.action === "apply" ? [ownPlan(operation.node, hop)] : []),
      ...moveSteps(operation, hop),
    ]),
  ];
}

function packageSteps(node: ControlPlaneNode, hop: HopContext): readonly StepDraft[] {
  if (hop.leg.operations.length === 0) return [];
  return [pinRepository(node, hop), upgradeKubeadm(node, hop)];
}

/** `upgrade node` goes to the version that the last `apply` stored, so that one must have got that far. */
function targetStored(hop: HopContext): StepDraft {
  return {
    id: "",
    phase: "half-done upgrade",
    action: "check",
    commands: [
      onWorkstation(
        judged(
          "kubectl -n kube-system get configmap kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' | grep '^kubernetesVersion:'",
          { must: `^kubernetesVersion: ${versionPattern(hop.to)}([+]|$)` },
        ),
        `kubernetesVersion: v${hop.to}`,
      ),
    ],
    runbook: "docs/runbooks/apply-failed.md",
    why: `The upgrade to ${hop.to} was begun before; \`kubeadm upgrade node\` follows the version that \`apply\` stored when it ended. If another one stands here, run \`kubeadm upgrade apply v${hop.to}\` on the node that has it, once more.`,
  };
}

function imagesReady(node: ControlPlaneNode, hop: HopContext): StepDraft {
  return {
    id: "",
    phase: "control-plane",
    action: "check",
    node: node.name,
    role: node.role,
    commands: [onNode(node, pullImages(hop), "one line per image")],
    runbook: "docs/runbooks/image-mirror.md",
    why: "Images that are there already keep each restart short, and one that cannot be had is found before anything stops.",
  };
}

/** Options know one repository alone; what the cluster's configuration says of etcd and CoreDNS only that tells. */
function pullImages({ to, terrain }: HopContext): string {
  const { imageRepository, hasOwnImages } = terrain.paths;
  if (!hasOwnImages) {
    const from = imageRepository === undefined ? "" : ` --image-repository ${quote(imageRepository)}`;
    return `sudo kubeadm config images pull --kubernetes-version v${to}${from}`;
  }
  return [
    "sudo kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system get configmap kubeadm-config -o jsonpath='{.data.ClusterConfiguration}'",
    `sed 's/^kubernetesVersion:.*/kubernetesVersion: v${to}/'`,
    "sudo kubeadm config images pull --config /dev/stdin",
  ].join(" | ");
}

function ownPlan(node: ControlPlaneNode, hop: HopContext): StepDraft {
  const isThere = compareVersions(node.apiServer, hop.leg.to) >= 0;
  return {
    id: "",
    phase: "control-plane",
    action: "plan",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: [
      onNode(
        node,
        judged(`sudo kubeadm upgrade plan v${hop.to}${preReleaseOption(hop.to)}`, {
          must: `kubeadm upgrade apply ${versionPattern(hop.to)}${isThere ? "|up-to-date" : ""}`,
        }),
        `kubeadm upgrade apply v${hop.to}${isThere ? ", or that you are up-to-date: its API server is there already" : ""}`,
      ),
    ],
    why: "kubeadm's own view of this hop. It ends well even where it refuses the target, so its text has to name the version.",
  };
}

/** A pool of which only the count is known moves its first machine with `apply`, the others with `node`. */
function moveSteps({ node, action }: Operation, hop: HopContext): readonly StepDraft[] {
  const moves = action === "apply" ? [apply(node, hop)] : [upgradeNode(node, hop)];
  const others = action === "apply" && node.count > 1 ? [upgradeNode(node, hop)] : [];
  return [...moves, ...others].flatMap((step) => [step, serves(node, hop)]);
}

function apply(node: ControlPlaneNode, hop: HopContext): StepDraft {
  const options = upgradeOptions(hop.terrain.paths) + preReleaseOption(hop.to);
  return {
    id: "",
    phase: "control-plane",
    action: "apply",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: withLogsKept(
      node,
      hop,
      onNode(node, `sudo kubeadm upgrade apply v${hop.to} --yes${options}`, "SUCCESS"),
    ),
    why: `Moves etcd, the API server, the controller-manager and the scheduler of this node to ${hop.to} and stores the new configuration. It can be run again when it was cut off.${earlyProxy(hop)}`,
    undo: UNDO,
  };
}

/** kubeadm up to 1.27 updates its add-ons with the first node; nobody can plan that away. */
function earlyProxy({ toMinor, terrain }: HopContext): string {
  const isEarly = toMinor <= LAST_EARLY_PROXY && terrain.controlPlanes.length > 1;
  return isEarly
    ? " kubeadm up to 1.27 moves CoreDNS and kube-proxy now already: until the last control-plane node has followed, kube-proxy is newer than some API servers, which the policy forbids and only a short hop helps."
    : "";
}

const LAST_EARLY_PROXY = 27;

function upgradeNode(node: ControlPlaneNode, hop: HopContext): StepDraft {
  return {
    id: "",
    phase: "control-plane",
    action: "upgrade-node",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: withLogsKept(
      node,
      hop,
      onNode(node, `sudo kubeadm upgrade node${upgradeOptions(hop.terrain.paths)}`, NODE_UPGRADED),
    ),
    why: `Moves the static pods of this node to ${hop.to}. Every API server of the hop moves before any kubelet of it: kubeadm's page goes node by node instead, but a kubelet may speak to any API server behind the load balancer, and the policy wants none older than it.`,
    undo: UNDO,
  };
}

/** What kubeadm prints at the end of `upgrade node`, on control-plane nodes and workers alike. */
export const NODE_UPGRADED = "was successfully upgraded! (updated! from older releases)";

const UNDO =
  "kubeadm puts the old static pods back when one fails; why it failed stands in the logs under /var/backups/kubehop on the node. After it ended well, only a restore from the backup leads back.";

/** kubeadm waits for phase Running only: it was seen to say SUCCESS with a scheduler in a crash loop. */
function serves(node: ControlPlaneNode, hop: HopContext): StepDraft {
  return {
    id: "",
    phase: "control-plane",
    action: "check",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: [apiServerSteady(), staticPodsSteady(node, hop), apiServerEndpoints(hop)],
    why: "kubeadm's SUCCESS does not mean that everything serves; the next step needs a ready API server and the new version in each static pod, and that this lasts.",
    runbook: "docs/runbooks/apply-failed.md",
  };
}

/** The option without which kubeadm refuses a target that is no release; empty for a release. */
export function preReleaseOption(version: string): string {
  if (!version.includes("-")) return "";
  return version.includes("-rc") ? " --allow-release-candidate-upgrades" : " --allow-experimental-upgrades";
}
