import type { Hop, StepAction } from "../plan/plan.ts";
import type { Details } from "./document.ts";
import { duration, type PlanCost, type PlannedCluster, planCost } from "./estimate.ts";
import type { StepTimes } from "./report-options.ts";
import { counted, shorten } from "./shorten.ts";
import type { NumberedHop } from "./step-tasks.ts";

/** The hops as a mermaid timeline. */
export function timelineDetails(planned: PlannedCluster, times: StepTimes): Details {
  const { plan } = planned;
  const cost = planCost(planned, times);
  const title = `${plan.cluster} from ${plan.from} to ${plan.to}`;
  const lines = [
    "timeline",
    `  title ${mermaidLabel(title)}`,
    ...plan.hops.flatMap((hop, index) => hopLines({ hop, number: index + 1 }, cost)),
  ];
  return {
    kind: "details",
    summary: `Timeline of ${shorten(plan.cluster, 80)}`,
    blocks: [{ kind: "code", language: "mermaid", text: lines.join("\n") }],
  };
}

function hopLines({ hop, number }: NumberedHop, cost: PlanCost | undefined): readonly string[] {
  const own = cost?.hops?.[number - 1];
  const about = own === undefined ? "" : `, about ${duration(own.minutes)}`;
  const name = `Hop ${number} to ${hop.to}${about}`;
  const kubelets = cost === undefined ? "every node" : own && counted(own.drains, "node");
  return [`  section ${mermaidLabel(name)}`, ...phases(hop, kubelets).map((line) => `    ${line}`)];
}

/** What the hop does, in its own order; a phase without steps is left out. */
function phases(hop: Hop, kubelets: string | undefined): readonly string[] {
  const counts = new Map<StepAction, number>();
  for (const { action } of hop.steps) counts.set(action, (counts.get(action) ?? 0) + 1);
  const count = (...actions: readonly StepAction[]) =>
    actions.reduce((sum, action) => sum + (counts.get(action) ?? 0), 0);
  const moved = count("upgrade-kubelet");
  const parts: readonly (readonly [phase: string, steps: number, size: string])[] = [
    ["back up", count("backup", "snapshot-etcd"), "before anything moves"],
    ["apply on the first control plane", count("apply"), counted(count("apply"), "node")],
    ["kubeadm upgrade node", count("upgrade-node"), counted(count("upgrade-node"), "node")],
    ["drain and restart kubelets", moved, kubelets ?? counted(moved, "pool")],
    ["verify", count("verify"), counted(count("verify"), "check")],
  ];
  return parts
    .filter(([, steps]) => steps > 0)
    .map(([phase, , size]) => `${mermaidLabel(phase)} : ${mermaidLabel(size)}`);
}

/** Mermaid reads `:`, `;`, `#` and quotes as its own: everything but letters, digits and `. , _ - + /` goes. */
function mermaidLabel(text: string): string {
  return shorten(text, 100)
    .replaceAll(/[^\p{L}\p{N}.,_+/ -]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
