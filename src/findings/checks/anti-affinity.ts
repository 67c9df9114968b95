import type { Cluster } from "../../cluster/cluster.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { selectsEverything, selectsLabels } from "../label-selection.ts";
import { makeFinding } from "../make-finding.ts";
import { nameOf, runningWorkloads } from "../protected-workloads.ts";
import { autoscalers } from "../views/autoscalers.ts";
import { type Workload, workloads } from "../views/workloads.ts";

const UNSATISFIABLE: FindingDescription = {
  id: "anti-affinity-unsatisfiable",
  title: "Pods that must not share a node find none while one is drained",
  meaning: "With one node out there are fewer nodes than pods that each want one of their own.",
};

/** Required anti-affinity by host name against the number of nodes that take pods. */
export const antiAffinityCheck: ManifestCheck = {
  name: "anti-affinity",
  reads: ["podAntiAffinity of workloads; the nodes, their roles and taints"],
  findings: [UNSATISFIABLE],
  views: [workloads, autoscalers],
  judge: (context) => {
    const nodes = context.cluster === undefined ? undefined : nodesForPods(context.cluster);
    if (nodes === undefined) return [];
    const running = runningWorkloads(context.repository);
    return running.all.flatMap((workload) => {
      const pods = running.fewestPods(workload);
      return excludesItself(workload) && pods >= nodes && pods > 1
        ? [told({ workload, pods, nodes }, context)]
        : [];
    });
  },
};

interface Crowded {
  readonly workload: Workload;
  readonly pods: number;
  readonly nodes: number;
}

function told({ workload, pods, nodes }: Crowded, context: ManifestContext): Finding {
  return makeFinding(UNSATISFIABLE, context, {
    severity: "risk",
    certainty: "likely",
    places: [workload.place],
    why: `${nameOf(workload)} wants ${pods} nodes for its ${pods} pods (required podAntiAffinity by host name) and ${nodes} take pods: with one drained, one pod stays Pending, and a budget may then hold up the next drain.`,
    fix: "Make the rule preferredDuringSchedulingIgnoredDuringExecution, run one pod less, or add a node for the time of the upgrade.",
    sources: ["kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node: inter-pod affinity"],
  });
}

/** True where a pod of the workload keeps another one of it off its node. */
function excludesItself({ pod, podLabels }: Workload): boolean {
  return pod.requiredAntiAffinity.some(
    ({ topologyKey, selector }) =>
      topologyKey === "kubernetes.io/hostname" &&
      !selectsEverything(selector) &&
      selectsLabels(selector, podLabels),
  );
}

/** How many nodes take ordinary pods; undefined where no file lists the workers. */
function nodesForPods({ nodes }: Cluster): number | undefined {
  const workers = nodes.filter(({ role, taints = [] }) => role === "worker" && taints.every(isSoft));
  if (workers.length === 0) return undefined;
  return workers.reduce((sum, { count = 1 }) => sum + count, 0);
}

function isSoft({ effect }: { readonly effect: string }): boolean {
  return effect === "PreferNoSchedule";
}
