import type { Hop, Plan, StepAction } from "../plan/plan.ts";
import type { Details } from "./document.ts";
import { duration, hopMinutes } from "./estimate.ts";
import { countMachines, type PlanMeasure } from "./plan-measure.ts";
import { counted, shorten } from "./shorten.ts";
import type { NumberedHop } from "./step-tasks.ts";

/** The hops as a mermaid timeline. */
export function timelineDetails(plan: Plan, measure: PlanMeasure): Details {
  const known = measure.areNodesOpen ? undefined : measure;
  const title = `${plan.cluster} from ${plan.from} to ${plan.to}`;
  const lines = [
    "timeline",
    `  title ${mermaidLabel(title)}`,
    ...plan.hops.flatMap((hop, index) => hopLines({ hop, number: index + 1 }, known)),
  ];
  return {
    kind: "details",
    summary: `Timeline of ${shorten(plan.cluster, 80)}`,
    blocks: [{ kind: "code", language: "mermaid", text: lines.join("\n") }],
  };
}

/** Without a measure, where no file lists the nodes, nothing is counted. */
function hopLines({ hop, number }: NumberedHop, measure: PlanMeasure | undefined): readonly string[] {
  const about = measure === undefined ? "" : `, about ${duration(hopMinutes(hop, measure))}`;
  const name = `Hop ${number} to ${hop.to}${about}`;
  return [`  section ${mermaidLabel(name)}`, ...phases(hop, measure).map((line) => `    ${line}`)];
}

/** What the hop does, in its own order; a phase without steps is left out. */
function phases(hop: Hop, measure: PlanMeasure | undefined): readonly string[] {
  return PHASES.flatMap(([phase, actions, noun]) => {
    if (!hop.steps.some(({ action }) => actions.includes(action))) return [];
    if (noun === "copy") return [`${phase} : before anything moves`];
    if (measure === undefined && actions.includes("upgrade-kubelet")) return [`${phase} : every node`];
    const machines = actions.reduce((sum, action) => sum + countOf(hop, action, measure), 0);
    return [`${phase} : ${mermaidLabel(counted(machines, noun))}`];
  });
}

function countOf(hop: Hop, action: StepAction, measure: PlanMeasure | undefined): number {
  if (measure !== undefined) return countMachines(hop, action, measure);
  return hop.steps.filter((step) => step.action === action).length;
}

const PHASES: readonly (readonly [phase: string, actions: readonly StepAction[], noun: string])[] = [
  ["back up", ["backup", "snapshot-etcd"], "copy"],
  ["apply on the first control plane", ["apply"], "node"],
  ["kubeadm upgrade node", ["upgrade-node"], "node"],
  ["drain and restart kubelets", ["upgrade-kubelet"], "node"],
  ["verify", ["verify"], "check"],
];

/** Mermaid reads `:`, `;`, `#` and quotes as its own: everything but letters, digits and `. , _ - + /` goes. */
function mermaidLabel(text: string): string {
  return shorten(text, 100)
    .replaceAll(/[^\p{L}\p{N}.,_+/ -]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
