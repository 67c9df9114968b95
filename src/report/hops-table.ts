import type { Hop, Plan, Step } from "../plan/plan.ts";
import { type Block, code, type Phrase, say } from "./document.ts";
import { duration, hopMinutes, planMinutes } from "./estimate.ts";
import { countMachines, hasHiddenMachines, type PlanMeasure } from "./plan-measure.ts";
import { counted, grouped, nameList, shorten } from "./shorten.ts";
import { stepDeed } from "./step-words.ts";

/** The hops as a table, and below it what the drains and minutes rest on. */
export function hopsBlocks(plan: Plan, measure: PlanMeasure): readonly Block[] {
  if (plan.hops.length === 0) return [];
  const row = measure.areNodesOpen ? openRow : hopRow;
  const table: Block = {
    kind: "table",
    columns: [
      { title: "hop" },
      { title: "moves" },
      { title: "drains", align: "right" },
      { title: "about", align: "right" },
      { title: "no way back after" },
    ],
    rows: plan.hops.map((hop, index) => row(hop, index + 1, measure)),
  };
  return [table, { kind: "paragraph", text: measure.areNodesOpen ? UNKNOWN_COST : restsOn(plan, measure) }];
}

/** `1.34.6 → 1.35.10`, or what else a hop without a new version is for. */
export function hopName(hop: Hop): string {
  return hop.from === hop.to ? `${hop.to}, catching up` : `${hop.from} → ${hop.to}`;
}

function hopRow(hop: Hop, number: number, measure: PlanMeasure): readonly Phrase[] {
  return [
    [hopName(hop)],
    movesOf(hop, measure),
    [grouped(countMachines(hop, "upgrade-kubelet", measure))],
    [duration(hopMinutes(hop, measure))],
    noWayBack(hop, number),
  ];
}

/** What stands in place of numbers that would rest on a node that nobody has seen. */
const UNKNOWN_COST = say`Drains and minutes are unknown, because no file lists the nodes: ${code("kubectl get nodes -o json > nodes.json")} beside the configuration gives both.`;

/** The row of a hop whose nodes no file lists: it names none and counts none. */
function openRow(hop: Hop, number: number): readonly Phrase[] {
  const moved = hop.steps.some(({ action }) => action === "upgrade-kubelet");
  const climbs = hop.steps.some(({ action }) => action === "apply");
  const kubelets = moved ? "every kubelet" : "kubelets stay";
  const moves = climbs ? `control plane; ${moved ? `then ${kubelets}` : kubelets}` : kubelets;
  return [[hopName(hop)], [moves], ["unknown"], ["unknown"], noWayBack(hop, number, false)];
}

function movesOf(hop: Hop, measure: PlanMeasure): Phrase {
  const controlPlane = nodesOf(
    hop,
    ({ action, role }) => action === "apply" || (action === "upgrade-node" && role !== "worker"),
  );
  const kubelets = nodesOf(hop, ({ action }) => action === "upgrade-kubelet");
  const moved = kubelets.length === 0 ? "kubelets stay" : kubeletsMoved(kubelets, hop, measure);
  if (controlPlane.length === 0) return [moved];
  return [`control plane ${nameList(controlPlane)}; ${kubelets.length === 0 ? moved : `then ${moved}`}`];
}

/** Every node of a hop gets its kubeadm, so a hop that drains as many moves all kubelets. */
function kubeletsMoved(nodes: readonly string[], hop: Hop, measure: PlanMeasure): string {
  const touched = nodesOf(hop, ({ action }) => action === "apply" || action === "upgrade-node");
  const machines = countMachines(hop, "upgrade-kubelet", measure);
  const isAll = nodes.length === touched.length;
  if (machines === 2 && isAll) return "both kubelets";
  if (machines > 2 && isAll) return `all ${grouped(machines)} kubelets`;
  return `${counted(machines, "kubelet")}: ${nameList(nodes)}`;
}

function noWayBack(hop: Hop, number: number, areListed = true): Phrase {
  const index = hop.steps.findIndex(({ id }) => id === hop.pointOfNoReturn);
  const step = hop.steps[index];
  if (step === undefined) return ["no step of it"];
  const on = step.node === undefined || !areListed ? [] : say` on ${code(shorten(step.node, 80))}`;
  return say`${stepDeed(step)}${on} (step ${number}.${index + 1})`;
}

function restsOn(plan: Plan, measure: PlanMeasure): Phrase {
  const { planned, nodeByNode } = plan.drains;
  const { times } = measure;
  const saved =
    planned < nodeByNode
      ? `Saves ${grouped(nodeByNode - planned)} of ${grouped(nodeByNode)} drains over going node by node: kubelets may trail the API servers as far as the skew policy and kubeadm allow.`
      : `Going node by node would take the same ${counted(nodeByNode, "drain")}.`;
  const about = duration(planMinutes(plan, measure));
  const minutes = say`${times.apply} min an ${code("apply")}, ${times.upgradeNode} min a ${code("kubeadm upgrade node")}, ${times.drain} min a drain with the kubelet's restart`;
  return say`${saved} About ${about} rests on ${minutes}, one after the other; downloads, backups, the waits of the checks and slow drains come on top.${poolsCountedOnce(plan, measure)}`;
}

function poolsCountedOnce(plan: Plan, measure: PlanMeasure): string {
  return hasHiddenMachines(plan, measure)
    ? ` A pool counts once here, whatever its size: all in all there are ${counted(plan.drains.planned, "drain")}.`
    : "";
}

function nodesOf(hop: Hop, moves: (step: Step) => boolean): readonly string[] {
  const nodes = new Set<string>();
  hop.steps.forEach((step) => {
    if (step.node !== undefined && moves(step)) nodes.add(step.node);
  });
  return [...nodes];
}
