import { leaveNodesOpen } from "../cluster/unlisted-nodes.ts";
import type { Hop, Plan, Step } from "../plan/plan.ts";
import { type Block, code, type Phrase, say } from "./document.ts";
import { type Cost, duration, type PlanCost, type PlannedCluster, planCost } from "./estimate.ts";
import type { ReportContext, StepTimes } from "./report-options.ts";
import { counted, grouped, nameList } from "./shorten.ts";
import { stepDeed } from "./step-words.ts";

/** The hops as a table, and below it what the drains and minutes rest on. */
export function hopsBlocks(planned: PlannedCluster, { times }: ReportContext): readonly Block[] {
  const { plan } = planned;
  if (plan.hops.length === 0) return [];
  const cost = planCost(planned, times);
  const table: Block = {
    kind: "table",
    columns: [
      { title: "hop" },
      { title: "moves" },
      { title: "drains", align: "right" },
      { title: "about", align: "right" },
      { title: "no way back after" },
    ],
    rows: plan.hops.map((hop, index) => [
      [hopName(hop)],
      movesOf(hop, plan, cost?.hops?.[index]?.drains),
      ...costCells(cost, cost?.hops?.[index]),
      noWayBack({ hop, number: index + 1 }, plan),
    ]),
  };
  return [table, { kind: "paragraph", text: cost === undefined ? UNKNOWN_COST : restsOn(plan, cost, times) }];
}

/** `1.34.6 → 1.35.10`, or what else a hop without a new version is for. */
export function hopName(hop: Hop): string {
  return hop.from === hop.to ? `${hop.to}, catching up` : `${hop.from} → ${hop.to}`;
}

function costCells(all: PlanCost | undefined, hop: Cost | undefined): readonly Phrase[] {
  if (all === undefined) return [["unknown"], ["unknown"]];
  return hop === undefined ? [["by pool"], ["by pool"]] : [[grouped(hop.drains)], [duration(hop.minutes)]];
}

function movesOf(hop: Hop, { findings }: Plan, machines: number | undefined): Phrase {
  const areListed = !leaveNodesOpen(findings);
  const controlPlane = nodesOf(
    hop,
    ({ action, role }) => action === "apply" || (action === "upgrade-node" && role !== "worker"),
  );
  const kubelets = nodesOf(hop, ({ action }) => action === "upgrade-kubelet");
  const named = areListed ? kubeletsMoved(kubelets, hop, machines) : "every kubelet";
  const moved = kubelets.length === 0 ? "kubelets stay" : named;
  if (controlPlane.length === 0) return [moved];
  const members = areListed ? ` ${nameList(controlPlane)}` : "";
  return [`control plane${members}; ${kubelets.length === 0 ? moved : `then ${moved}`}`];
}

/** Every node of a hop gets its kubeadm, so a hop that drains as many moves all kubelets. */
function kubeletsMoved(nodes: readonly string[], hop: Hop, machines = nodes.length): string {
  if (machines !== nodes.length) return `${counted(machines, "kubelet")} of ${nameList(nodes)}`;
  const touched = nodesOf(hop, ({ action }) => action === "apply" || action === "upgrade-node");
  if (nodes.length === 2 && touched.length === 2) return "both kubelets";
  if (nodes.length > 2 && nodes.length === touched.length) return `all ${grouped(nodes.length)} kubelets`;
  return `${counted(nodes.length, "kubelet")}: ${nameList(nodes)}`;
}

function noWayBack(
  { hop, number }: { readonly hop: Hop; readonly number: number },
  { findings }: Plan,
): Phrase {
  const index = hop.steps.findIndex(({ id }) => id === hop.pointOfNoReturn);
  const step = hop.steps[index];
  if (step === undefined) return ["no step of it"];
  const on = step.node === undefined || leaveNodesOpen(findings) ? [] : say` on ${code(step.node)}`;
  return say`${stepDeed(step)}${on} (step ${number}.${index + 1})`;
}

/** What stands in place of numbers that would rest on a node that nobody has seen. */
const UNKNOWN_COST = say`Drains and minutes are unknown, because no file lists the nodes: ${code("kubectl get nodes -o json > nodes.json")} beside the configuration gives both.`;

function restsOn(plan: Plan, { minutes }: PlanCost, times: StepTimes): Phrase {
  const { planned, nodeByNode } = plan.drains;
  const saved =
    planned < nodeByNode
      ? `Saves ${grouped(nodeByNode - planned)} of ${grouped(nodeByNode)} drains over going node by node: kubelets may trail the API servers as far as the skew policy and kubeadm allow.`
      : `Going node by node would take the same ${counted(nodeByNode, "drain")}.`;
  const each = say`${times.apply} min an ${code("apply")}, ${times.upgradeNode} min a ${code("kubeadm upgrade node")}, ${times.drain} min a drain with the kubelet's restart`;
  return say`${saved} About ${duration(minutes)} rests on ${each}, one after the other; downloads, backups, the waits of the checks and slow drains come on top.`;
}

function nodesOf(hop: Hop, moves: (step: Step) => boolean): readonly string[] {
  return [
    ...new Set(hop.steps.flatMap((step) => (step.node !== undefined && moves(step) ? [step.node] : []))),
  ];
}
