import { type PackageCommands, packageCommands } from "./package-commands.ts";
import type { Command } from "./plan.ts";
import { onNode } from "./step-draft.ts";
import type { PlanNode } from "./terrain.ts";

/** True for a host on which nothing of this plan's host commands runs: Windows. */
export function isWindows(node: PlanNode): boolean {
  return node.source?.os?.family === "windows";
}

/** The sentence that stands in place of host commands on Windows. */
export const WINDOWS_NOTE =
  " Windows hosts have no packages of these: follow the page Upgrading Windows nodes on kubernetes.io for this node.";

/** Commands on the node's own shell from its package tool; none for Windows. */
export function hostCommands(
  node: PlanNode,
  write: (packages: PackageCommands) => readonly string[],
): readonly Command[] {
  if (isWindows(node)) return [];
  return write(packageCommands(node.source?.os)).map((run) => onNode(node, run));
}

/** `why` with what has to be said about the host. */
export function whyOn(node: PlanNode, why: string): string {
  return isWindows(node) ? why + WINDOWS_NOTE : why;
}
