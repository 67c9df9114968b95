import type { ClusterNode } from "../../cluster/cluster.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription, HopRange } from "../check.ts";
import { kubeletHopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { settingAt } from "../setting.ts";
import { trapSource } from "../trap-source.ts";

const CGROUP_V1: FindingDescription = {
  id: "cgroup-v1-host",
  title: "A host runs on cgroup v1",
  meaning: "A kubelet of 1.35 or later refuses to start on cgroup v1.",
};
const MINOR = "1.35";

/** Systems that boot with cgroup v1 unless they were told otherwise (`detect` of the trap cgroup-v1-fail). */
const CGROUP_V1_SYSTEMS: readonly RegExp[] = [
  /\bUbuntu (?:14|16|18|20)\.\d\d\b/i,
  /\bDebian GNU\/Linux (?:[89]|10)\b/i,
  /\b(?:CentOS(?: Linux| Stream)?|Red Hat Enterprise Linux(?: Server)?|RHEL|Rocky Linux|AlmaLinux|Oracle Linux(?: Server)?) (?:release )?[78]\b/i,
];
/** The unified hierarchy came with Linux 4.5: an older kernel has no cgroup v2 at all. */
const FIRST_KERNEL = { major: 4, minor: 5 } as const;

/** Hosts whose kubelet would refuse to start at 1.35, as far as kernel and system image tell. */
export const cgroupVersionCheck: Check = {
  name: "cgroup-version",
  reads: ["the nodes' osImage and kernelVersion", "KubeletConfiguration: failCgroupV1"],
  findings: [CGROUP_V1],
  run(context) {
    const hopOf = kubeletHopEntering(context, MINOR);
    const moving = context.cluster.nodes.flatMap((node) => {
      const hop = hopOf(node);
      return hop === undefined || node.os?.family === "windows" ? [] : [{ node, hop }];
    });
    const certain = moving.filter(({ node }) => isBeforeCgroupV2(node));
    const likely = moving.filter(({ node }) => !isBeforeCgroupV2(node) && bootsWithCgroupV1(node));
    return [...found(context, certain, "proven"), ...found(context, likely, "likely")];
  },
};

interface Moving {
  readonly node: ClusterNode;
  readonly hop: HopRange;
}

function found(
  context: CheckContext,
  concerned: readonly Moving[],
  certainty: "proven" | "likely",
): readonly Finding[] {
  const [first] = concerned;
  if (first === undefined) return [];
  const named = concerned.map(({ node }) => `${node.name} (${reason(node, certainty)})`);
  const proven = certainty === "proven" && !isTolerated(context);
  return [
    makeFinding(CGROUP_V1, context, {
      severity: proven ? "blocker" : "risk",
      certainty,
      hop: first.hop,
      origins: concerned.map(({ node }) => node.origin),
      why: `${nameList(named)}: ${proven ? "this kernel has no cgroup v2" : "this system starts with cgroup v1 unless it was set otherwise"}, and kubelets from ${MINOR} on do not start there.`,
      fix: "Run `stat -fc %T /sys/fs/cgroup` on each of these hosts: cgroup2fs is fine, tmpfs is cgroup v1. Move the host to a system with cgroup v2; as a stopgap set failCgroupV1: false in the KubeletConfiguration before the hop.",
      sources: [trapSource("cgroup-v1-fail")],
    }),
  ];
}

function reason({ os }: ClusterNode, certainty: "proven" | "likely"): string {
  return certainty === "proven" ? `kernel ${os?.kernel ?? ""}` : (os?.image ?? "");
}

function isBeforeCgroupV2({ os }: ClusterNode): boolean {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,4})/.exec(os?.kernel ?? "") ?? [];
  if (major === undefined || minor === undefined) return false;
  const distance = Number(major) - FIRST_KERNEL.major || Number(minor) - FIRST_KERNEL.minor;
  return distance < 0;
}

function bootsWithCgroupV1({ os }: ClusterNode): boolean {
  const image = os?.image ?? "";
  return CGROUP_V1_SYSTEMS.some((system) => system.test(image));
}

function isTolerated({ cluster }: CheckContext): boolean {
  return settingAt(cluster.kubeadm?.kubeletConfiguration, "failCgroupV1") === false;
}
