import type { Hop, Plan } from "../plan/plan.ts";
import type { Details } from "./document.ts";
import { duration, hopMinutes } from "./estimate.ts";
import { countMachines, type PlanMeasure } from "./plan-measure.ts";
import { counted, shorten } from "./shorten.ts";

/** The hops as a mermaid timeline. */
export function timelineDetails(plan: Plan, measure: PlanMeasure): Details {
  const title = `${plan.cluster} from ${plan.from} to ${plan.to}`;
  const lines = [
    "timeline",
    `  title ${mermaidLabel(title)}`,
    ...plan.hops.flatMap((hop, index) => hopLines(hop, index, measure)),
  ];
  return {
    kind: "details",
    summary: `Timeline of ${shorten(plan.cluster, 80)}`,
    blocks: [{ kind: "code", language: "mermaid", text: lines.join("\n") }],
  };
}

function hopLines(hop: Hop, index: number, measure: PlanMeasure): readonly string[] {
  const name = `Hop ${index + 1} to ${hop.to}, about ${duration(hopMinutes(hop, measure))}`;
  return [`  section ${mermaidLabel(name)}`, ...phases(hop, measure).map((line) => `    ${line}`)];
}

/** What the hop does, in its own order; a phase without steps is left out. */
function phases(hop: Hop, measure: PlanMeasure): readonly string[] {
  const on = (action: Parameters<typeof countMachines>[1]) => countMachines(hop, action, measure);
  const parts: readonly (readonly [string, number, string])[] = [
    ["back up", on("backup") + on("snapshot-etcd"), "copy"],
    ["apply on the first control plane", on("apply"), "node"],
    ["kubeadm upgrade node", on("upgrade-node"), "node"],
    ["drain and restart kubelets", on("upgrade-kubelet"), "node"],
    ["verify", on("verify"), "check"],
  ];
  return parts
    .filter(([, number]) => number > 0)
    .map(
      ([what, number, noun]) =>
        `${mermaidLabel(what)} : ${mermaidLabel(noun === "copy" ? "before anything moves" : counted(number, noun))}`,
    );
}

/** Mermaid reads `:`, `;`, `#` and quotes as its own: everything but letters, digits and `. , _ - + /` goes. */
function mermaidLabel(text: string): string {
  return shorten(text, 100)
    .replaceAll(/[^\p{L}\p{N}.,_+/ -]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
