import type { Hop, Plan } from "../plan/plan.ts";
import { actionCounts } from "./action-counts.ts";
import { type Block, code, type Phrase, say } from "./document.ts";
import { duration, hopMinutes, planMinutes } from "./estimate.ts";
import type { ReportContext, StepTimes } from "./report-options.ts";
import { counted, grouped, nameList } from "./shorten.ts";
import { stepTitle } from "./step-words.ts";

/** The hops as a table, and below it what the drains and minutes rest on. */
export function hopsBlocks(plan: Plan, { times }: ReportContext): readonly Block[] {
  if (plan.hops.length === 0) return [];
  const table: Block = {
    kind: "table",
    columns: [
      { title: "hop" },
      { title: "moves" },
      { title: "drains", align: "right" },
      { title: "about", align: "right" },
      { title: "no way back after" },
    ],
    rows: plan.hops.map((hop, index) => hopRow(hop, index + 1, times)),
  };
  return [table, { kind: "paragraph", text: restsOn(plan, times) }];
}

/** `1.34.6 → 1.35.10`, or what else a hop without a new version is for. */
export function hopName(hop: Hop): string {
  return hop.from === hop.to ? `${hop.to}, catching up` : `${hop.from} → ${hop.to}`;
}

function hopRow(hop: Hop, number: number, times: StepTimes): readonly Phrase[] {
  return [
    [hopName(hop)],
    movesOf(hop),
    [grouped(drainsOf(hop))],
    [duration(hopMinutes(hop, times))],
    noWayBack(hop, number),
  ];
}

function movesOf(hop: Hop): Phrase {
  const { controlPlane, kubelets, upgraded } = movedNodes(hop);
  const moved = kubelets.size === 0 ? "kubelets stay" : kubeletsMoved([...kubelets], upgraded.size);
  if (controlPlane.size === 0) return [moved];
  const then = kubelets.size === 0 ? moved : `then ${moved}`;
  return [`control plane ${nameList([...controlPlane])}; ${then}`];
}

/** Every node of a hop gets its kubeadm, so a hop that drains as many moves all kubelets. */
function kubeletsMoved(nodes: readonly string[], upgraded: number): string {
  if (nodes.length === 2 && upgraded === 2) return "both kubelets";
  if (nodes.length > 2 && nodes.length === upgraded) return `all ${grouped(nodes.length)} kubelets`;
  return `${counted(nodes.length, "kubelet")}: ${nameList(nodes)}`;
}

interface MovedNodes {
  readonly controlPlane: ReadonlySet<string>;
  readonly kubelets: ReadonlySet<string>;
  /** Those that kubeadm upgrades, whatever their role. */
  readonly upgraded: ReadonlySet<string>;
}

function movedNodes({ steps }: Hop): MovedNodes {
  const [controlPlane, kubelets, upgraded] = [new Set<string>(), new Set<string>(), new Set<string>()];
  steps.forEach(({ action, node, role }) => {
    if (node === undefined) return;
    if (action === "upgrade-kubelet") kubelets.add(node);
    if (action !== "apply" && action !== "upgrade-node") return;
    upgraded.add(node);
    if (action === "apply" || role !== "worker") controlPlane.add(node);
  });
  return { controlPlane, kubelets, upgraded };
}

function noWayBack(hop: Hop, number: number): Phrase {
  const index = hop.steps.findIndex(({ id }) => id === hop.pointOfNoReturn);
  const step = hop.steps[index];
  if (step === undefined) return ["no step of it"];
  const on = step.node === undefined ? [] : say` on ${code(step.node)}`;
  const what = step.action === "apply" ? say`${code("apply")}` : say`${stepTitle(step)}`;
  return say`${what}${on} (step ${number}.${index + 1})`;
}

function restsOn(plan: Plan, times: StepTimes): Phrase {
  const { planned, nodeByNode } = plan.drains;
  const saved =
    planned < nodeByNode
      ? `Saves ${grouped(nodeByNode - planned)} of ${grouped(nodeByNode)} drains over going node by node: kubelets may trail the API servers as far as the skew policy and kubeadm allow.`
      : `Going node by node would take the same ${counted(nodeByNode, "drain")}.`;
  const about = duration(planMinutes(plan, times));
  const minutes = say`${times.apply} min an ${code("apply")}, ${times.upgradeNode} min a ${code("kubeadm upgrade node")}, ${times.drain} min a drain with the kubelet's restart`;
  return say`${saved} About ${about} rests on ${minutes}, one after the other; downloads, backups, the waits of the checks and slow drains come on top.`;
}

export function drainsOf(hop: Hop): number {
  return actionCounts(hop).get("drain") ?? 0;
}
