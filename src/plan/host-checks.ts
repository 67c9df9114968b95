import { recommendedContainerd } from "../kubernetes/containerd.ts";
import type { Version } from "../kubernetes/version.ts";
import { type HopContext, oncePerHop } from "./hop-context.ts";
import { isWindows } from "./host.ts";
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
  const { questions, why } = hostQuestions(node, from?.minor, hop);
  return {
    id: "",
    phase: "kubelets",
    action: "check",
    node: node.name,
    role: node.role,
    commands: questions.map(({ run, expect }) => onNode(node, run, expect)),
    runbook: "docs/runbooks/kubelet-does-not-start.md",
    why,
  };
}

type Question = Pick<HostTrap, "run" | "expect">;

const SWAP: Question = {
  run: "swapon --show --noheadings",
  expect: "nothing, unless the kubelet is configured for swap",
};

/** What every host of a hop is asked whose kubelet has the same minor and whose runtime is the same. */
interface HostQuestions {
  readonly questions: readonly Question[];
  readonly why: string;
}

const knownQuestions = oncePerHop(() => new Map<string, HostQuestions>());

function hostQuestions(node: PlanNode, from: number | undefined, hop: HopContext): HostQuestions {
  const runtime = node.source?.containerRuntime ?? "";
  const key = `${runtime} ${from}`;
  const known = knownQuestions(hop).get(key) ?? writtenQuestions(runtime, from, hop);
  knownQuestions(hop).set(key, known);
  return known;
}

function writtenQuestions(runtime: string, from: number | undefined, hop: HopContext): HostQuestions {
  const { fromMinor, toMinor } = hop;
  const crossed = TRAPS.filter((trap) => (from ?? 0) < trap.fromMinor && trap.fromMinor <= toMinor);
  const reasons = crossed.map(({ why }) => why);
  const why = ["A kubelet that does not start after the drain leaves the node empty", ...reasons].join("; ");
  const runtimes = from === toMinor ? [] : runtimeQuestion(runtime, toMinor);
  const flags = flagQuestion(from ?? fromMinor - 1, toMinor);
  return { questions: [SWAP, ...crossed, ...runtimes, ...flags], why: `${why}.` };
}

function runtimeQuestion(runtime: string, toMinor: number): readonly Question[] {
  const recommended = recommendedContainerd(`1.${toMinor}`)?.recommended;
  if (recommended === undefined) return [];
  const expect = `of containerd, one that its project recommends for 1.${toMinor}: ${recommended.join(", ")}`;
  if (runtime === "") return [{ run: "sudo crictl version", expect }];
  return runtime.startsWith("containerd://") ? [{ run: "containerd --version", expect }] : [];
}

/** kubeadm's own flag file is cleaned by one minor's `upgrade node` only, and nobody cleans the others. */
function flagQuestion(from: number, to: number): readonly Question[] {
  const flags = removedKubeletFlags(from, to);
  if (flags.length === 0) return [];
  const pattern = flags.map((flag) => flag.replaceAll(/[^A-Za-z0-9-]/g, ".")).join("|");
  return [
    {
      run: `if sudo grep -rnE -e '--(${pattern})([= "]|$)' ${FLAG_FILES} 2>/dev/null; then false; fi`,
      expect: "nothing: none of these flags exists any more, and the kubelet exits on each",
    },
  ];
}
