import { apiServerEndpoints, apiServerSteady, servedVersion } from "./health-commands.ts";
import type { HopContext } from "./hop-context.ts";
import type { Command } from "./plan.ts";
import { printsNothing, untilSteady } from "./steady.ts";
import { onWorkstation, type StepDraft } from "./step-draft.ts";

/** Proof that the hop is over: the last step of each hop. */
export function verifyStep(hop: HopContext): StepDraft {
  const moved = hop.moves.reduce((sum, { node }) => sum + node.count, 0);
  const kubelets =
    moved === 0
      ? "every node Ready, kubelets where they were"
      : `every node Ready, the ${moved} that moved at v${hop.to}`;
  return {
    id: "",
    phase: "verify",
    action: "verify",
    version: hop.to,
    commands: [
      apiServerSteady(),
      apiServerEndpoints(hop),
      servedVersion(hop.to),
      ...(hop.leg.operations.length === 0 ? [] : [rolledOut("daemonset/kube-proxy"), kubeProxy(hop)]),
      rolledOut("deployment/coredns"),
      systemPodsReady(),
      onWorkstation(
        "kubectl wait --for=condition=Ready --timeout=300s nodes --all",
        "condition met, for every node",
      ),
      onWorkstation("kubectl get nodes -o wide", kubelets),
      onWorkstation(
        printsNothing(
          "kubectl get nodes --field-selector=spec.unschedulable=true -o name",
          "these nodes are still cordoned",
        ),
        "nothing is left cordoned",
      ),
      onWorkstation(
        "kubectl -n kube-system get pods -o 'custom-columns=NAME:.metadata.name,NODE:.spec.nodeName,IMAGE:.spec.containers[0].image,READY:.status.containerStatuses[*].ready,RESTARTS:.status.containerStatuses[*].restartCount'",
        `every pod ready (true), no restarts beyond those of this hop, the control plane at v${hop.to}`,
      ),
    ],
    why: "The next hop may only start from a cluster that is whole at this one. Run your own playbooks now.",
  };
}

/** Pods that have come to their end are not waited for; the others are, with whatever replaces them meanwhile. */
function systemPodsReady(): Command {
  const run = untilSteady({
    ask: "kubectl -n kube-system wait --for=condition=Ready --timeout=5s pods --all --field-selector=status.phase!=Succeeded,status.phase!=Failed",
    failure: "not every pod of kube-system stays ready; see docs/runbooks/api-server-not-ready.md",
  });
  return onWorkstation(run, "condition met, for every pod of kube-system");
}

/** Clusters without this workload are as they should be: it may have been replaced. */
function rolledOut(workload: string): Command {
  const present = `found=$(kubectl -n kube-system get ${workload} --ignore-not-found -o name)`;
  return onWorkstation(
    `${present} && { [ -z "$found" ] || kubectl -n kube-system rollout status ${workload} --timeout=300s; }`,
    "successfully rolled out; nothing where the cluster has none",
  );
}

function kubeProxy(hop: HopContext): Command {
  const run = untilSteady({
    ask: `image=$(kubectl -n kube-system get daemonset/kube-proxy --ignore-not-found -o jsonpath="{.spec.template.spec.containers[0].image}") && echo "$image" && { [ -z "$image" ] || echo "$image" | grep -qF ":v${hop.to}"; }`,
    failure: `kube-proxy has no image of v${hop.to}: kubeadm leaves it out where its phase is skipped; then move it by hand`,
    inARow: 1,
    seconds: 60,
  });
  return onWorkstation(run, `an image of v${hop.to}; nothing where kube-proxy was replaced`);
}
