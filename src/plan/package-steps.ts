import type { HopContext } from "./hop-context.ts";
import { hostCommands, isWindows, whyOn } from "./host.ts";
import { FIRST_PUBLISHED_MINOR } from "./package-commands.ts";
import { repositoryMinor } from "./plan-version.ts";
import { onNode, type StepDraft } from "./step-draft.ts";
import type { PlanNode } from "./terrain.ts";

/** Points the node's package repository at the hop's minor: forgotten most often of all steps. */
export function pinRepository(node: PlanNode, hop: HopContext): StepDraft {
  const mirror =
    hop.toMinor < FIRST_PUBLISHED_MINOR
      ? ` Packages for ${repositoryMinor(hop.to)} are published nowhere any more: a mirror of your own is needed.`
      : "";
  return {
    phase: "packages",
    action: "pin-repository",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: hostCommands(node, (packages) => [...packages.pin(hop.to), packages.offered(hop.to)]),
    why: whyOn(
      node,
      `Each minor has a package repository of its own; this one offers ${repositoryMinor(hop.to)}. A host that takes its packages from a mirror is pointed at the mirror of that minor instead.${mirror}`,
    ),
    undo:
      repositoryMinor(hop.from) === repositoryMinor(hop.to)
        ? "Nothing to undo: it is the repository of before."
        : `Point the repository back at ${repositoryMinor(hop.from)}.`,
  };
}

/** Installs the hop's kubeadm; nothing else on the node changes. */
export function upgradeKubeadm(node: PlanNode, hop: HopContext): StepDraft {
  const commands = hostCommands(node, (packages) => [packages.install(["kubeadm"], hop.to)]);
  const asked = isWindows(node) ? [] : [onNode(node, "kubeadm version -o short", `v${hop.to}`)];
  return {
    phase: "packages",
    action: "upgrade-kubeadm",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: [...commands, ...asked],
    why: whyOn(node, `kubeadm ${hop.to} is what moves this node to ${hop.to}.`),
    undo: `Install kubeadm ${hop.from} again.`,
  };
}
