import type { KubeletMove } from "./drain-schedule.ts";
import {
  apiServerEndpoints,
  apiServerSteady,
  kubeletSteady,
  nodeReady,
  staticPodsSteady,
} from "./health-commands.ts";
import { type HopContext, oncePerHop } from "./hop-context.ts";
import { hostCommands, isWindows, whyOn } from "./host.ts";
import { hostCheck } from "./host-checks.ts";
import { pinRepository, upgradeKubeadm } from "./package-steps.ts";
import type { Command } from "./plan.ts";
import { onNode, onWorkstation, type StepDraft } from "./step-draft.ts";
import type { PlanNode, Terrain } from "./terrain.ts";

/**
 * Moves the kubelets of the hop one node at a time, the control plane's first, each pool before the next:
 * host checked, drained, swapped, proved at its new version, uncordoned.
 */
export function kubeletSteps(hop: HopContext): readonly StepDraft[] {
  return hop.moves.flatMap((move) => [...packagesOfResting(move.node, hop), ...nodeSteps(move, hop)]);
}

/** In a hop for kubelets only, a control-plane node has got no packages yet. */
function packagesOfResting(node: PlanNode, hop: HopContext): readonly StepDraft[] {
  const isPrepared = hop.leg.operations.length > 0 || node.role === "worker";
  return isPrepared ? [] : [pinRepository(node, hop), upgradeKubeadm(node, hop)];
}

function nodeSteps({ node, from }: KubeletMove, hop: HopContext): readonly StepDraft[] {
  const asked = hostCheck(node, from, hop);
  const checks = asked === undefined ? [] : [asked];
  if (isAlone(hop.terrain)) return [...checks, swap(node, hop), proof(node, hop)];
  return [...checks, drain(node), swap(node, hop), proof(node, hop), uncordon(node)];
}

/** With one node there is nowhere for the pods to go: a drain would only wait, or take them down for longer. */
export function isAlone({ nodes, nodesUnknown }: Terrain): boolean {
  return !nodesUnknown && nodes.length === 1 && nodes[0]?.count === 1 && nodes[0].role === "control-plane";
}

function drain(node: PlanNode): StepDraft {
  const options = "--ignore-daemonsets --delete-emptydir-data --timeout=15m";
  return {
    id: "",
    phase: "kubelets",
    action: "drain",
    node: node.name,
    role: node.role,
    commands: [
      onWorkstation(
        node.optionLike
          ? `kubectl drain ${options} -- ${node.word}`
          : `kubectl drain ${node.word} ${options}`,
        "drained",
      ),
    ],
    why: WHY_DRAINED,
    undo: node.optionLike ? `kubectl uncordon -- ${node.word}` : `kubectl uncordon ${node.word}`,
  };
}

/** What is to be known before a drain and what it refuses; the runbook has the commands. */
const WHY_DRAINED =
  "A kubelet is swapped on an empty node only: a new minor demands it, and a patch may restart containers as well. If it ends without `drained`: pods that no controller owns are refused at once (have their owner delete or re-create them; `--force` would delete them for good), and a PodDisruptionBudget that allows no eviction ends it after 15 minutes (repair or scale up what it protects); see the runbook. What was evicted stays so: the same command may be run again. What pods keep in emptyDir volumes is lost, as with any move.";

function swap(node: PlanNode, hop: HopContext): StepDraft {
  const restart = isWindows(node)
    ? []
    : [onNode(node, "sudo systemctl daemon-reload && sudo systemctl restart kubelet")];
  return {
    id: "",
    phase: "kubelets",
    action: "upgrade-kubelet",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: [...installKubelet(node, hop), ...restart],
    why: whyOn(node, whySwapped(hop)),
    undo: "Install the kubelet and kubectl of before again and restart the kubelet; it has to stay within the skew policy.",
  };
}

const installKubelet = hostCommands((packages, { to }) => [packages.install(["kubelet", "kubectl"], to)]);

const whySwapped = oncePerHop(({ terrain, to }) => {
  const alone = isAlone(terrain)
    ? " Not drained: this is the only node, so evicted pods could start nowhere else; it counts as a drain all the same, because its pods may be restarted."
    : "";
  return `Every API server is at ${to} or above, so this kubelet may be.${alone}`;
});

function proof(node: PlanNode, hop: HopContext): StepDraft {
  const active = isWindows(node) ? [] : [kubeletSteady(node)];
  return {
    id: "",
    phase: "kubelets",
    action: "check",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: [...active, nodeReady(node, hop), ...controlPlaneProof(node, hop)],
    why: whyProved(node),
    runbook: "docs/runbooks/node-not-ready.md",
  };
}

const WHY_STALE =
  "A node whose new kubelet cannot start says Ready, with the old version, for another 45 seconds.";

function whyProved({ role }: PlanNode): string {
  return role === "worker"
    ? WHY_STALE
    : `${WHY_STALE} A new kubelet also starts this node's static pods again some seconds after it came up, and a drain that is sent meanwhile is refused: wait until everything holds.`;
}

const controlPlanesByName = oncePerHop(
  ({ terrain }) => new Map(terrain.controlPlanes.map((node) => [node.name, node])),
);

/** Restarting a control-plane node's kubelet takes its API server away for seconds; a drain sent then is refused. */
function controlPlaneProof(node: PlanNode, hop: HopContext): readonly Command[] {
  const own = controlPlanesByName(hop).get(node.name);
  if (own === undefined) return [];
  return [apiServerSteady(), staticPodsSteady(own, hop), apiServerEndpoints(hop)];
}

function uncordon(node: PlanNode): StepDraft {
  const target = node.optionLike ? `-- ${node.word}` : node.word;
  return {
    id: "",
    phase: "kubelets",
    action: "uncordon",
    node: node.name,
    role: node.role,
    commands: [onWorkstation(`kubectl uncordon ${target}`, "uncordoned")],
    why: "Pods may come back before the next node is emptied.",
  };
}
