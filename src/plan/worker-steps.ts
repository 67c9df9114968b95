import { quote } from "../source/shell.ts";
import { NODE_UPGRADED } from "./control-plane-steps.ts";
import { type HopContext, oncePerHop } from "./hop-context.ts";
import { isWindows, whyOn } from "./host.ts";
import { type KubeadmPaths, upgradeOptions } from "./kubeadm-settings.ts";
import { pinRepository, upgradeKubeadm } from "./package-steps.ts";
import { onNode, type StepDraft } from "./step-draft.ts";
import type { PlanNode } from "./terrain.ts";

/**
 * Gives every worker of the hop the new kubeadm and lets it write the new minor's kubelet configuration,
 * without a drain: some migrations live in one minor's `upgrade node` only, so no minor is left out.
 */
export function workerSteps(hop: HopContext): readonly StepDraft[] {
  return hop.concerned
    .filter(({ role }) => role === "worker")
    .flatMap((node) => [pinRepository(node, hop), upgradeKubeadm(node, hop), upgradeNode(node, hop)]);
}

function upgradeNode(node: PlanNode, hop: HopContext): StepDraft {
  const { run, why } = upgradeWords(hop);
  return {
    id: "",
    phase: "workers",
    action: "upgrade-node",
    node: node.name,
    role: "worker",
    version: hop.to,
    commands: isWindows(node) ? [] : [onNode(node, run, NODE_UPGRADED)],
    why: whyOn(node, why),
    undo: "The configuration before lies under /etc/kubernetes/tmp.",
  };
}

/** The patches that the files name are a control-plane node's; on a worker they may lie or not. */
function upgradeCommand({ patches }: KubeadmPaths): string {
  const plain = "sudo kubeadm upgrade node";
  if (patches === undefined) return plain;
  return `if sudo test -d ${quote(patches)}; then ${plain}${upgradeOptions({ patches })}; else ${plain}; fi`;
}

const upgradeWords = oncePerHop(({ terrain, to }) => ({
  run: upgradeCommand(terrain.paths),
  why: `Writes the kubelet's configuration of ${to}; the running kubelet reads it at its next restart only, so nothing is drained for it.`,
}));
