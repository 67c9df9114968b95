import type { Cluster } from "../cluster/cluster.ts";
import { leavesNodesOpen, sayNodesAreOpen } from "../cluster/unlisted-nodes.ts";
import type { Hop, Plan, Step, StepAction } from "../plan/plan.ts";
import type { ReportContext, StepTimes } from "./report-options.ts";

/** What the numbers of a plan's report rest on: minutes, and how many machines each step is done on. */
export interface PlanMeasure {
  readonly times: StepTimes;
  readonly machines: (step: Step) => number;
  /** True where no file lists the nodes: then nothing is counted. */
  readonly areNodesOpen: boolean;
}

/**
 * The measure of a plan for this cluster. A pool of which only the replicas are known is one node in the plan
 * and as many machines in life; without the cluster each node counts once.
 */
export function measureOf({ times }: ReportContext, plan: Plan, cluster?: Cluster): PlanMeasure {
  const pools = new Map(
    (cluster?.nodes ?? []).flatMap(({ name, count }) =>
      count === undefined ? [] : [[name, count] as const],
    ),
  );
  return {
    times,
    machines: (step) => machinesOf(step, pools.get(step.node ?? "") ?? 1),
    areNodesOpen: cluster === undefined ? sayNodesAreOpen(plan.findings) : leavesNodesOpen(cluster),
  };
}

/** `apply` runs on one machine of a control plane, `upgrade node` on the others. */
function machinesOf({ action, role }: Step, count: number): number {
  if (action === "apply") return 1;
  return action === "upgrade-node" && role === "control-plane" && count > 1 ? count - 1 : count;
}

/** Where only the plan is known, nothing tells how many machines a pool has in which hop. */
export function hasHiddenMachines({ hops, drains }: Plan, measure: PlanMeasure): boolean {
  return hops.reduce((sum, hop) => sum + countMachines(hop, "upgrade-kubelet", measure), 0) < drains.planned;
}

/** On how many machines a hop does this; a drain is counted by its kubelet, which a single node has too. */
export function countMachines(hop: Hop, action: StepAction, measure: PlanMeasure): number {
  return machinesByAction(hop, measure).get(action) ?? 0;
}

type MachinesByAction = ReadonlyMap<StepAction, number>;

const known = new WeakMap<PlanMeasure, Map<Hop, MachinesByAction>>();

/** A hop of 5,000 nodes has 40,000 steps, of which a report counts many things: they are gone through once. */
function machinesByAction(hop: Hop, measure: PlanMeasure): MachinesByAction {
  const hops = known.get(measure) ?? new Map<Hop, MachinesByAction>();
  known.set(measure, hops);
  const machines = hops.get(hop) ?? countedMachines(hop, measure);
  hops.set(hop, machines);
  return machines;
}

function countedMachines(hop: Hop, { machines }: PlanMeasure): MachinesByAction {
  const counts = new Map<StepAction, number>();
  hop.steps.forEach((step) => {
    counts.set(step.action, (counts.get(step.action) ?? 0) + machines(step));
  });
  return counts;
}
