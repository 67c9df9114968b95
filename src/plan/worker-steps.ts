import { NODE_UPGRADED } from "./control-plane-steps.ts";
import { type HopContext, oncePerHop } from "./hop-context.ts";
import { isWindows, whyOn } from "./host.ts";
import { upgradeOptions } from "./kubeadm-settings.ts";
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

const upgradeWords = oncePerHop(({ terrain, to }) => ({
  run: `sudo kubeadm upgrade node${upgradeOptions(terrain.paths)}`,
  why: `Writes the kubelet's configuration of ${to}; the running kubelet reads it at its next restart only, so nothing is drained for it.`,
}));
