import type { KubeadmDocument } from "../../cluster/cluster.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { finalVersion, hopEntering, isAtLeast } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { settingAt, settingOrigin } from "../setting.ts";
import { trapSource } from "../trap-source.ts";

const CGROUP_DRIVER: FindingDescription = {
  id: "cgroup-driver-unset",
  title: "The kubelet's cgroup driver is not set",
  meaning:
    "From 1.22 kubeadm takes systemd where nothing is set; a runtime that uses cgroupfs then disagrees.",
};
const EVENT_QPS: FindingDescription = {
  id: "event-record-qps-zero",
  title: "eventRecordQPS: 0 becomes really unlimited",
  meaning: "From 1.37 the kubelet takes 0 for no limit at all instead of the default of 50.",
};
const FAIL_CGROUP_V1: FindingDescription = {
  id: "fail-cgroup-v1-off",
  title: "cgroup v1 hosts are tolerated by a stopgap",
  meaning:
    "failCgroupV1: false keeps kubelets of 1.35 and later running on cgroup v1, which Kubernetes no longer maintains.",
};

/** Fields of the KubeletConfiguration whose meaning changes on the way. */
export const kubeletConfigurationCheck: Check = {
  name: "kubelet-configuration",
  reads: ["KubeletConfiguration"],
  findings: [CGROUP_DRIVER, EVENT_QPS, FAIL_CGROUP_V1],
  run(context) {
    const documents = context.cluster.kubeadm?.documents ?? [];
    const kubelet = documents.filter(({ kind }) => kind === "KubeletConfiguration");
    return kubelet.flatMap((document) => [
      ...cgroupDriver(context, document),
      ...eventQps(context, document),
      ...failCgroupV1(context, document),
    ]);
  },
};

function cgroupDriver(context: CheckContext, document: KubeadmDocument): readonly Finding[] {
  const hop = hopEntering(context, "1.22");
  const value = settingAt(document.content, "cgroupDriver");
  if (hop === undefined || (typeof value === "string" && value !== "")) return [];
  return [
    makeFinding(CGROUP_DRIVER, context, {
      severity: "risk",
      certainty: "likely",
      hop,
      origins: [document.origin],
      why: "The KubeletConfiguration has no cgroupDriver, and kubeadm 1.22 stops asking Docker for it: unset means systemd.",
      fix: "Set cgroupDriver to what the container runtime uses (docker info, or containerd's SystemdCgroup) before the hop.",
      sources: [trapSource("cgroup-driver-default-systemd")],
    }),
  ];
}

function eventQps(context: CheckContext, document: KubeadmDocument): readonly Finding[] {
  const hop = hopEntering(context, "1.37");
  if (hop === undefined || settingAt(document.content, "eventRecordQPS") !== 0) return [];
  return [
    makeFinding(EVENT_QPS, context, {
      severity: "notice",
      certainty: "proven",
      hop,
      origins: [settingOrigin(document, "eventRecordQPS")],
      why: "eventRecordQPS is 0, which a kubelet of 1.37 takes for unlimited.",
      fix: "Set eventRecordQPS: 50 to keep the behaviour of today.",
      sources: [trapSource("eventrecordqps-zero")],
    }),
  ];
}

function failCgroupV1(context: CheckContext, document: KubeadmDocument): readonly Finding[] {
  const to = finalVersion(context);
  if (to === undefined || !isAtLeast(to, "1.35")) return [];
  if (settingAt(document.content, "failCgroupV1") !== false) return [];
  return [
    makeFinding(FAIL_CGROUP_V1, context, {
      severity: "notice",
      certainty: "proven",
      hop: hopEntering(context, "1.35"),
      origins: [settingOrigin(document, "failCgroupV1")],
      why: "failCgroupV1 is false: kubelets start on cgroup v1 hosts, and kubeadm's preflight (SystemVerification) still reports them.",
      fix: "Move the hosts to cgroup v2, then take failCgroupV1 out.",
      sources: [trapSource("cgroup-v1-fail")],
    }),
  ];
}
