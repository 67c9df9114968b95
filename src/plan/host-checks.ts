import { recommendedContainerd } from "../kubernetes/containerd.ts";
import type { Version } from "../kubernetes/version.ts";
import type { HopContext } from "./hop-context.ts";
import { isWindows } from "./host.ts";
import type { Command } from "./plan.ts";
import { removedKubeletFlags } from "./removed-flags.ts";
import { judged } from "./steady.ts";
import { onNode, type StepDraft } from "./step-draft.ts";
import type { PlanNode } from "./terrain.ts";

/** Something about a host that stops a kubelet from a certain minor on, and the line that tells. */
interface HostTrap {
  /** The row of `data/traps.json` that it comes from. */
  readonly trap: string;
  readonly fromMinor: number;
  readonly run: string;
  readonly expect: string;
  readonly why: string;
}

const TRAPS: readonly HostTrap[] = [
  {
    trap: "dockershim-removed",
    fromMinor: 24,
    run: judged("sudo crictl version", { must: "RuntimeName:", never: "RuntimeName: *docker" }),
    expect: "a RuntimeName other than docker",
    why: "The kubelet of 1.24 has no dockershim",
  },
  {
    trap: "cri-v1-required",
    fromMinor: 26,
    run: judged("sudo crictl version", { must: "RuntimeApiVersion: *v1$" }),
    expect: "RuntimeApiVersion: v1; containerd 1.6 or newer",
    why: "the kubelet of 1.26 speaks CRI v1 only",
  },
  {
    trap: "cgroup-v1-fail",
    fromMinor: 35,
    run: "stat -fc %T /sys/fs/cgroup | grep -x cgroup2fs || sudo grep -i '^failCgroupV1: false' /var/lib/kubelet/config.yaml",
    expect: "cgroup2fs, or the setting that lets the kubelet start all the same",
    why: "the kubelet of 1.35 refuses to start on cgroup v1",
  },
];

const FLAG_FILES =
  "/var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet /etc/systemd/system/kubelet.service.d";

/**
 * What the new kubelet needs of its host, asked before the drain: swap, cgroups, the container runtime, and
 * that no flag is left that it does not know. Undefined where the host cannot be asked (Windows).
 */
export function hostCheck(node: PlanNode, from: Version | undefined, hop: HopContext): StepDraft | undefined {
  if (isWindows(node)) return undefined;
  const crossed = TRAPS.filter(({ fromMinor }) => (from?.minor ?? 0) < fromMinor && fromMinor <= hop.toMinor);
  const commands = [
    onNode(node, "swapon --show --noheadings", "nothing, unless the kubelet is configured for swap"),
    ...crossed.map(({ run, expect }) => onNode(node, run, expect)),
    ...runtimeCommand(node, from, hop),
    ...flagCommand(node, from, hop),
  ];
  const reasons = crossed.map(({ why }) => why);
  const why = ["a kubelet that does not start after the drain leaves the node empty", ...reasons].join("; ");
  return {
    phase: "kubelets",
    action: "check",
    node: node.name,
    role: node.role,
    commands,
    runbook: "docs/runbooks/kubelet-does-not-start.md",
    why: `${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
  };
}

function runtimeCommand(node: PlanNode, from: Version | undefined, hop: HopContext): readonly Command[] {
  const recommended = recommendedContainerd(`1.${hop.toMinor}`)?.recommended;
  if (recommended === undefined || from?.minor === hop.toMinor) return [];
  const expected = `of containerd, one that its project recommends for 1.${hop.toMinor}: ${recommended.join(", ")}`;
  const runtime = node.source?.containerRuntime ?? "";
  if (runtime === "") return [onNode(node, "sudo crictl version", expected)];
  return runtime.startsWith("containerd://") ? [onNode(node, "containerd --version", expected)] : [];
}

/** kubeadm's own flag file is cleaned by one minor's `upgrade node` only, and nobody cleans the others. */
function flagCommand(node: PlanNode, from: Version | undefined, hop: HopContext): readonly Command[] {
  const flags = removedKubeletFlags(from?.minor ?? hop.fromMinor - 1, hop.toMinor);
  if (flags.length === 0) return [];
  const pattern = flags.map((flag) => flag.replaceAll(/[^A-Za-z0-9-]/g, ".")).join("|");
  return [
    onNode(
      node,
      `if sudo grep -rnE -e '--(${pattern})([= "]|$)' ${FLAG_FILES} 2>/dev/null; then false; fi`,
      "nothing: none of these flags exists any more, and the kubelet exits on each",
    ),
  ];
}
