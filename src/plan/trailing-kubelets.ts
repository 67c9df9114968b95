import type { HopContext } from "./hop-context.ts";
import { onWorkstation, type StepDraft } from "./step-draft.ts";
import type { PlanNode } from "./terrain.ts";

/** From here on the ConfigMap's name carries no minor. */
const UNVERSIONED = 24;

/**
 * Where kubelets trail behind the hop: `kubeadm upgrade node` writes the cluster's kubelet configuration
 * beside them, and a feature gate in it that an old kubelet does not know stops it at its next restart.
 */
export function trailingKubelets(hop: HopContext): readonly StepDraft[] {
  const moving = new Set(hop.moves.map(({ node }) => node.name));
  const trailing = hop.concerned.filter(({ name }) => !moving.has(name));
  if (hop.leg.operations.length === 0 || trailing.length === 0 || hop.fromMinor === hop.toMinor) return [];
  const name = hop.fromMinor < UNVERSIONED ? `kubelet-config-1.${hop.fromMinor}` : "kubelet-config";
  return [
    {
      id: "",
      phase: "preflight",
      action: "check",
      commands: [
        onWorkstation(
          `kubectl -n kube-system get configmap ${name} -o jsonpath='{.data.kubelet}' | sed -n '/^featureGates:/,/^[^ f]/p'`,
          "nothing, or only gates that every kubelet below knows",
        ),
        onWorkstation("kubectl get nodes", `${staying(trailing, hop)} in this hop`),
      ],
      why: `kubeadm ${hop.to} writes this configuration beside kubelets that stay older in this hop. A gate that one of them does not know would stop it at its next restart, a reboot for instance: take it out until that kubelet has moved.`,
      runbook: "docs/runbooks/trailing-kubelet-gate.md",
    },
  ];
}

function staying(trailing: readonly PlanNode[], { terrain }: HopContext): string {
  if (terrain.nodesUnknown) return "every kubelet stays where it is";
  const count = trailing.reduce((sum, node) => sum + node.count, 0);
  return count === 1 ? "1 kubelet that stays where it is" : `${count} kubelets that stay where they are`;
}
