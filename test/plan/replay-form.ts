import type { Machine } from "./replay-machines.ts";
import type { StepJson } from "./replay-model.ts";

/** What a step is held against; its id is added to the ids seen. */
export interface Known {
  readonly ids: Set<string>;
  readonly machines: ReadonlyMap<string, Machine>;
}

/** What is wrong with a step's own form: its id, versions, commands. */
export function malformed(step: StepJson, { ids, machines }: Known): string[] {
  const found: string[] = [];
  if (ids.has(step.id)) found.push("id stands twice");
  ids.add(step.id);
  if (step.why.trim() === "") found.push("no why");
  if (
    ["upgrade-kubeadm", "apply", "upgrade-node", "upgrade-kubelet", "pin-repository"].includes(step.action)
  ) {
    if (!/^1\.\d+\.\d+/.test(step.version ?? "")) found.push(`no full version: ${step.version}`);
  }
  for (const { run, on } of step.commands) {
    if (/[\r\n]/.test(run)) found.push("a command with a line break");
    if (on !== "workstation" && !machines.has(on)) found.push(`runs on ${on}, which is no node`);
  }
  return found;
}
