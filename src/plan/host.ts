import { type HopContext, oncePerHop } from "./hop-context.ts";
import { type PackageCommands, packageCommands } from "./package-commands.ts";
import type { Command } from "./plan.ts";
import { onNode } from "./step-draft.ts";
import type { PlanNode } from "./terrain.ts";

/** True for a host on which nothing of this plan's host commands runs: Windows. */
export function isWindows(node: PlanNode): boolean {
  return node.source?.os?.family === "windows";
}

/** The sentence that stands in place of host commands on Windows. */
const WINDOWS_NOTE =
  " Windows hosts have no packages of these: follow the page Upgrading Windows nodes on kubernetes.io for this node.";

/** Command lines for a node's own shell from its package tool, written once per hop and tool; none for Windows. */
export function hostCommands(
  write: (packages: PackageCommands, hop: HopContext) => readonly string[],
): (node: PlanNode, hop: HopContext) => readonly Command[] {
  const written = oncePerHop(() => new Map<PackageCommands, readonly string[]>());
  return (node, hop) => {
    if (isWindows(node)) return [];
    const packages = packageCommands(node.source?.os);
    const lines = written(hop).get(packages) ?? write(packages, hop);
    written(hop).set(packages, lines);
    return lines.map((run) => onNode(node, run));
  };
}

/** `why` with what has to be said about the host. */
export function whyOn(node: PlanNode, why: string): string {
  return isWindows(node) ? why + WINDOWS_NOTE : why;
}
