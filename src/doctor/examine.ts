import type { Check, Examination } from "./examination.ts";
import { examineEngine } from "./examine-engine.ts";
import { examinePaths } from "./examine-paths.ts";
import { examineSystem } from "./examine-system.ts";
import { examineTool } from "./examine-tool.ts";
import type { Machine } from "./machine.ts";

/** Judges a machine: each thing that playbooks may need, and each path. Pure. */
export function examine(machine: Machine, capabilities: readonly string[]): Examination {
  const checks: readonly Check[] = [
    ...machine.engines.map(examineEngine),
    ...machine.tools.map(examineTool),
    ...examineSystem(machine),
  ];
  return { schemaVersion: 1, checks, paths: examinePaths(machine, capabilities) };
}
