import type { Finding } from "../../source/finding.ts";
import { allowance } from "../budget-arithmetic.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { pinningVolumes } from "../pinned-storage.ts";
import { nameOf, runningWorkloads } from "../protected-workloads.ts";
import { mayBeAway, quorumSystemOf } from "../quorum-systems.ts";
import { autoscalers } from "../views/autoscalers.ts";
import { type DisruptionBudget, disruptionBudgets } from "../views/disruption-budgets.ts";
import { nodeBoundStorage } from "../views/node-bound-storage.ts";
import { type Workload, workloads } from "../views/workloads.ts";

const PINNED: FindingDescription = {
  id: "pinned-pod",
  title: "Pods whose data lies on one node",
  meaning:
    "After the drain they stay Pending until their own node is back, or come back without what a hostPath held.",
};
const QUORUM: FindingDescription = {
  id: "quorum-unprotected",
  title: "A quorum system that a drain may leave without its majority",
  meaning: "Without a budget that keeps a majority, two members may be away at once, and the system stops.",
};

/** StatefulSets and other workloads that keep data. */
export const statefulWorkloadsCheck: ManifestCheck = {
  name: "stateful-workloads",
  reads: ["StatefulSets and their budgets; claims, volumes and classes of storage on a node's own disk"],
  findings: [PINNED, QUORUM],
  views: [workloads, disruptionBudgets, autoscalers, nodeBoundStorage],
  judge: (context) => [...pinned(context), ...unprotected(context)],
};

/** One finding: what pins them differs, what to do does not. */
function pinned(context: ManifestContext): readonly Finding[] {
  const volumesOf = pinningVolumes(context.repository);
  const concerned = context.repository
    .of(workloads)
    .filter(isMoved)
    .flatMap((workload) => {
      const volumes = volumesOf(workload);
      return volumes.length === 0 ? [] : [{ workload, volumes }];
    });
  if (concerned.length === 0) return [];
  return [
    makeFinding(PINNED, context, {
      severity: "risk",
      certainty: "likely",
      places: concerned.map(({ workload }) => workload.place),
      why: `Data on one node's disk pins ${nameList(concerned.map(({ workload, volumes }) => `${nameOf(workload)} (${nameList(volumes)})`))}: after a drain they stay Pending until their node is uncordoned, or, with nothing but a hostPath to hold them there, start elsewhere without it.`,
      fix: "Plan the interruption, or move the data to a volume that another node can attach.",
      sources: ["kubernetes.io/docs/concepts/storage/volumes: local, hostPath"],
    }),
  ];
}

function isMoved({ kind, ownerKind }: Workload): boolean {
  return kind !== "DaemonSet" && ownerKind === undefined && kind !== "Pod";
}

function unprotected(context: ManifestContext): readonly Finding[] {
  const running = runningWorkloads(context.repository);
  const budgets = new Map<Workload, DisruptionBudget>();
  for (const budget of context.repository.of(disruptionBudgets)) {
    for (const workload of running.protectedBy(budget)) budgets.set(workload, budget);
  }
  return running.all.flatMap((workload) => {
    const system = quorumSystemOf(workload);
    const members = workload.replicas ?? 1;
    if (system === undefined || members < 2) return [];
    const reason = whyAtRisk(members, budgets.get(workload));
    return reason === undefined ? [] : [atRisk({ workload, system, reason }, context)];
  });
}

function whyAtRisk(members: number, budget: DisruptionBudget | undefined): string | undefined {
  const most = mayBeAway(members);
  if (most === 0) return `${members} members need all ${members} for a majority`;
  if (budget === undefined) return `no PodDisruptionBudget counts its ${members} members`;
  const result = allowance(budget, members);
  if (result === undefined || result.allowed <= most) return undefined;
  return `its budget ${budget.name} lets ${result.allowed} of ${members} go at once, and a majority allows ${most}`;
}

interface AtRisk {
  readonly workload: Workload;
  readonly system: string;
  readonly reason: string;
}

function atRisk({ workload, system, reason }: AtRisk, context: ManifestContext): Finding {
  return makeFinding(QUORUM, context, {
    severity: "risk",
    certainty: "likely",
    places: [workload.place],
    why: `${nameOf(workload)} runs ${system}, which stops without a majority, and ${reason}.`,
    fix: "Run an odd number of members (3 or 5) with a PodDisruptionBudget of maxUnavailable: 1, and see all of them Ready before each drain.",
    sources: ["kubernetes.io/docs/tasks/run-application/configure-pdb: quorum-based applications"],
  });
}
