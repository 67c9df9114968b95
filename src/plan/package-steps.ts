import { type HopContext, oncePerHop } from "./hop-context.ts";
import { hostCommands, isWindows, whyOn } from "./host.ts";
import { FIRST_PUBLISHED_MINOR } from "./package-commands.ts";
import { repositoryMinor } from "./plan-version.ts";
import { onNode, type StepDraft } from "./step-draft.ts";
import type { PlanNode } from "./terrain.ts";

/** Points the node's package repository at the hop's minor: forgotten most often of all steps. */
export function pinRepository(node: PlanNode, hop: HopContext): StepDraft {
  const { why, undo } = pinWords(hop);
  return {
    id: "",
    phase: "packages",
    action: "pin-repository",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: pinCommands(node, hop),
    why: whyOn(node, why),
    undo,
  };
}

const pinCommands = hostCommands((packages, { to }) => [...packages.pin(to), packages.offered(to)]);

const pinWords = oncePerHop(({ from, to, toMinor }) => {
  const mirror =
    toMinor < FIRST_PUBLISHED_MINOR
      ? ` Packages for ${repositoryMinor(to)} are published nowhere any more: a mirror of your own is needed.`
      : "";
  return {
    why: `Each minor has a package repository of its own; this one offers ${repositoryMinor(to)}. A host that takes its packages from a mirror is pointed at the mirror of that minor instead.${mirror}`,
    undo:
      repositoryMinor(from) === repositoryMinor(to)
        ? "Nothing to undo: it is the repository of before."
        : `Point the repository back at ${repositoryMinor(from)}.`,
  };
});

/** Installs the hop's kubeadm; nothing else on the node changes. */
export function upgradeKubeadm(node: PlanNode, hop: HopContext): StepDraft {
  const { why, undo, shown } = kubeadmWords(hop);
  const asked = isWindows(node) ? [] : [onNode(node, "kubeadm version -o short", shown)];
  return {
    id: "",
    phase: "packages",
    action: "upgrade-kubeadm",
    node: node.name,
    role: node.role,
    version: hop.to,
    commands: [...installKubeadm(node, hop), ...asked],
    why: whyOn(node, why),
    undo,
  };
}

const installKubeadm = hostCommands((packages, { to }) => [packages.install(["kubeadm"], to)]);

const kubeadmWords = oncePerHop(({ from, to }) => ({
  why: `kubeadm ${to} is what moves this node to ${to}.`,
  undo: `Install kubeadm ${from} again.`,
  shown: `v${to}`,
}));
