import { apiServerEndpoints, apiServerReady } from "./health-commands.ts";
import type { HopContext } from "./hop-context.ts";
import { onWorkstation, type StepDraft } from "./step-draft.ts";

/** Proof that the hop is over: the last step of each hop. */
export function verifyStep(hop: HopContext): StepDraft {
  const moved = hop.moves.length;
  const kubelets =
    moved === 0
      ? "every node Ready, kubelets where they were"
      : `every node Ready, the ${moved} that moved at v${hop.to}`;
  return {
    phase: "verify",
    action: "verify",
    version: hop.to,
    commands: [
      apiServerReady(),
      apiServerEndpoints(hop.terrain),
      onWorkstation("kubectl version", `Server Version: v${hop.to}`),
      onWorkstation("kubectl get nodes -o wide", kubelets),
      onWorkstation(
        "kubectl get nodes --field-selector=spec.unschedulable=true -o name",
        "nothing is left cordoned",
      ),
      onWorkstation(
        "kubectl -n kube-system get pods -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName,IMAGE:.spec.containers[0].image,READY:.status.containerStatuses[*].ready,RESTARTS:.status.containerStatuses[*].restartCount".replace(
          /(custom-columns=.*)$/,
          "'$1'",
        ),
        `every pod ready, none restarting, the control plane at v${hop.to}`,
      ),
      ...(hop.leg.operations.length === 0 ? [] : [kubeProxy(hop)]),
    ],
    why: "The next hop may only start from a cluster that is whole at this one. Run your own playbooks now.",
  };
}

function kubeProxy(hop: HopContext) {
  return onWorkstation(
    "kubectl -n kube-system get daemonset kube-proxy -o jsonpath='{.spec.template.spec.containers[0].image}'",
    `an image of v${hop.to}: kubeadm moves kube-proxy with the last control-plane node (no such DaemonSet where kube-proxy was replaced)`,
  );
}
