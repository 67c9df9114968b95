import type { Plan } from "../plan/plan.ts";
import { requiredVariable } from "../source/shell.ts";
import { type Block, code, prose, say } from "./document.ts";
import { fileNames } from "./file-names.ts";
import { hopName } from "./hops-table.ts";
import { markdownBlock } from "./markdown-block.ts";
import { type ScriptPart, scriptParts } from "./script-parts.ts";
import { type MachineScript, scriptText } from "./script-text.ts";
import { counted } from "./shorten.ts";
import { visibleLine } from "./visible.ts";

/** One file of the bundle; `path` is relative to the bundle's directory, with forward slashes. */
export interface ScriptFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: true;
}

/**
 * A plan as a bundle of shell scripts: one per node and one for the workstation, each of which runs one step
 * at a time, with `order.txt` (what to call, in the plan's order) and a README.
 */
export function renderScripts(plan: Plan): readonly ScriptFile[] {
  const parts = scriptParts(plan);
  const paths = scriptPaths(parts);
  const calls = parts.map((part) => `${paths.get(part.machine) ?? ""} ${visibleLine(part.key)}`);
  return [
    { path: "README.md", text: readme(plan, paths.size) },
    { path: "order.txt", text: calls.map((call) => `${call}\n`).join("") },
    ...machineScripts(plan, parts, calls).map((script) => ({
      path: paths.get(script.machine) ?? "",
      text: scriptText(script),
      executable: true as const,
    })),
  ];
}

function scriptPaths(parts: readonly ScriptPart[]): ReadonlyMap<string, string> {
  const machines = [...new Set(parts.map(({ machine }) => machine))];
  const names = fileNames(machines.filter((machine) => machine !== "workstation"));
  return new Map(
    machines.map((machine) => {
      const name = names.get(machine);
      return [machine, name === undefined ? "workstation.sh" : `nodes/${name}.sh`];
    }),
  );
}

function machineScripts(
  plan: Plan,
  parts: readonly ScriptPart[],
  calls: readonly string[],
): readonly MachineScript[] {
  const numbered = parts.map((part, index) => ({
    part,
    next: calls[index + 1] ?? "nothing, the plan is done",
  }));
  const subject = `cluster ${plan.cluster}, ${plan.from} to ${plan.to}`;
  return [...Map.groupBy(numbered, ({ part }) => part.machine)].map(([machine, own]) => ({
    machine,
    subject,
    guard: guardOf(plan),
    parts: own,
  }));
}

/** A plan that is not ready does not start by a slip of the hand. */
function guardOf({ verdict }: Plan): readonly string[] {
  if (verdict === "ready") return [];
  const hint = `the plan was ${verdict} when these scripts were made, read README.md first`;
  return [`: ${requiredVariable("KUBEHOP_START_ANYWAY", hint)}`, ""];
}

function readme(plan: Plan, machines: number): string {
  const blocks: readonly Block[] = [
    { kind: "heading", level: 2, text: [`${plan.cluster}: ${plan.from} → ${plan.to}`] },
    {
      kind: "paragraph",
      text: say`${verdictLine(plan)} Facts of ${plan.facts.asOf}, strategy ${plan.strategy}.`,
    },
    {
      kind: "paragraph",
      text: say`${code("order.txt")} has one line for each call: a script and the id of a step. Go through it from the first line to the last, each on its own machine, and go on only when what follows ${code("expect:")} is really what you see. ${counted(machines, "script")} in all; ${code("workstation.sh")} runs where ${code("kubectl")} may administer the cluster.`,
    },
    {
      kind: "paragraph",
      text: say`The order goes back and forth between machines because no kubelet may move before every API server of its hop has. A script without an id lists its steps and does nothing.`,
    },
    {
      kind: "list",
      items: plan.hops.map(
        (hop, index) =>
          say`Hop ${index + 1}, ${hopName(hop)}: no way back after ${code(hop.pointOfNoReturn)}. ${prose(hop.rollback)}`,
      ),
    },
  ];
  return `${blocks.map(markdownBlock).join("\n\n")}\n`;
}

function verdictLine({ verdict, nothingToDo, findings }: Plan): string {
  if (nothingToDo === true) return "Nothing to do.";
  if (verdict === "ready") return "The plan is ready.";
  const blockers = findings.filter(({ severity }) => severity === "blocker").length;
  return verdict === "blocked"
    ? `The plan is BLOCKED: clear ${counted(blockers, "blocker")} first, and do not run these scripts before.`
    : "The plan is NOT CERTAIN: settle what its findings leave open before running these scripts.";
}
