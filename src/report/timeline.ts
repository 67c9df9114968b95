import type { Hop, Plan, StepAction } from "../plan/plan.ts";
import { actionCounts } from "./action-counts.ts";
import type { Details } from "./document.ts";
import { duration, hopMinutes } from "./estimate.ts";
import type { StepTimes } from "./report-options.ts";
import { counted, shorten } from "./shorten.ts";

/** The hops as a mermaid timeline. */
export function timelineDetails(plan: Plan, times: StepTimes): Details {
  const title = `${plan.cluster} from ${plan.from} to ${plan.to}`;
  const lines = [
    "timeline",
    `  title ${mermaidLabel(title)}`,
    ...plan.hops.flatMap((hop, index) => hopLines(hop, index, times)),
  ];
  return {
    kind: "details",
    summary: `Timeline of ${shorten(plan.cluster, 80)}`,
    blocks: [{ kind: "code", language: "mermaid", text: lines.join("\n") }],
  };
}

function hopLines(hop: Hop, index: number, times: StepTimes): readonly string[] {
  const name = `Hop ${index + 1} to ${hop.to}, about ${duration(hopMinutes(hop, times))}`;
  return [`  section ${mermaidLabel(name)}`, ...phases(hop).map((line) => `    ${line}`)];
}

/** What the hop does, in its own order; a phase without steps is left out. */
function phases(hop: Hop): readonly string[] {
  const counts = actionCounts(hop);
  const count = (...actions: readonly StepAction[]) =>
    actions.reduce((sum, action) => sum + (counts.get(action) ?? 0), 0);
  const parts: readonly (readonly [string, number, string])[] = [
    ["back up", count("backup", "snapshot-etcd"), "copy"],
    ["apply on the first control plane", count("apply"), "node"],
    ["kubeadm upgrade node", count("upgrade-node"), "node"],
    ["drain and restart kubelets", count("upgrade-kubelet"), "node"],
    ["verify", count("verify"), "check"],
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
