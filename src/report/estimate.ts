import type { Cluster } from "../cluster/cluster.ts";
import { leaveNodesOpen } from "../cluster/unlisted-nodes.ts";
import type { Hop, Plan, Step } from "../plan/plan.ts";
import type { StepTimes } from "./report-options.ts";
import { grouped } from "./shorten.ts";

/** A plan, and the cluster that it is for where that is at hand: it tells how many machines a pool has. */
export interface PlannedCluster {
  readonly plan: Plan;
  readonly cluster?: Pick<Cluster, "nodes">;
}

/** Machines that are drained, and minutes when they go one after the other. */
export interface Cost {
  readonly drains: number;
  readonly minutes: number;
}

/** What a plan costs in all and in each hop. */
export interface PlanCost extends Cost {
  /** Missing where the plan moves pools and nothing at hand tells their sizes. */
  readonly hops?: readonly Cost[];
}

/**
 * Counts drains and minutes; undefined where no file lists the nodes, because then nobody can. What is not
 * counted (backups, downloads, checks) is said beside the estimate.
 */
export function planCost({ plan, cluster }: PlannedCluster, times: StepTimes): PlanCost | undefined {
  if (leaveNodesOpen(plan.findings)) return undefined;
  const sizes = new Map(cluster?.nodes.map(({ name, count = 1 }) => [name, count]));
  const hops = plan.hops.map((hop) => hopCost(hop, sizes, times));
  const { planned } = plan.drains;
  const counted = sum(hops.map(({ drains }) => drains));
  const minutes = sum(hops.map((hop) => hop.minutes)) + (planned - counted) * times.drain;
  return { drains: planned, minutes, ...(counted === planned ? { hops } : {}) };
}

function hopCost({ steps }: Hop, sizes: ReadonlyMap<string, number>, times: StepTimes): Cost {
  const machines = ({ node = "" }: Step) => sizes.get(node) ?? 1;
  const moved = steps.filter(({ action }) => action === "upgrade-kubelet");
  const drains = sum(moved.map(machines));
  const others = steps.map((step) => {
    if (step.action === "apply") return times.apply;
    return step.action === "upgrade-node" ? machines(step) * times.upgradeNode : 0;
  });
  return { drains, minutes: sum(others) + drains * times.drain };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** `55 min`, `3 h 20 min`, `417 h`: no more exact than an estimate may be. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 120) return `${whole} min`;
  const hours = Math.floor(whole / 60);
  if (hours >= 10 || whole % 60 === 0) return `${grouped(Math.round(whole / 60))} h`;
  return `${hours} h ${whole % 60} min`;
}
