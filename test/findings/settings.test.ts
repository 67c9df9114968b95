import { describe, expect, it } from "vitest";
import { HEAD, KUBELET, OLD_HEAD, PROXY, type SettingCase, told } from "./setting-cases.ts";

const CASES: readonly (readonly [title: string, SettingCase])[] = [
  [
    "a kubeadm file that the hop's kubeadm refuses",
    {
      text: OLD_HEAD,
      from: "1.35.2",
      to: "1.37",
      id: "kubeadm-config-rejected",
      found: "risk proven 1.37.2 1",
    },
  ],
  [
    "a kubeadm file that the hop's kubeadm warns of",
    {
      text: OLD_HEAD,
      from: "1.30.2",
      to: "1.32",
      id: "kubeadm-config-deprecated",
      found: "notice proven 1.31.14 1",
    },
  ],
  [
    "a kubeadm file of the present",
    { text: HEAD, from: "1.35.2", to: "1.37", id: "kubeadm-config-rejected", found: undefined },
  ],
  [
    "a kubeadm file of the future",
    { text: HEAD, from: "1.28.2", to: "1.29", id: "kubeadm-config-too-new", found: "risk proven 1.29.15 1" },
  ],
  [
    "the old image registry",
    {
      text: `${OLD_HEAD}imageRepository: k8s.gcr.io\n`,
      from: "1.24.2",
      to: "1.25",
      id: "old-image-registry",
      found: "risk proven 1.25.16 3",
    },
  ],
  [
    "a mirror of one's own",
    {
      text: `${HEAD}imageRepository: registry.example.com/k8s\n`,
      from: "1.35.2",
      to: "1.36",
      id: "image-mirror",
      found: "notice proven 1.36.6 3",
    },
  ],
  [
    "the default registry",
    {
      text: `${HEAD}imageRepository: registry.k8s.io\n`,
      from: "1.35.2",
      to: "1.36",
      id: "image-mirror",
      found: undefined,
    },
  ],
  [
    "an unset cgroup driver when kubeadm stops asking Docker",
    { text: KUBELET, from: "1.21.2", to: "1.22", id: "cgroup-driver-unset", found: "risk likely 1.22.17 1" },
  ],
  [
    "a set cgroup driver",
    {
      text: `${KUBELET}cgroupDriver: systemd\n`,
      from: "1.21.2",
      to: "1.22",
      id: "cgroup-driver-unset",
      found: undefined,
    },
  ],
  [
    "eventRecordQPS: 0 at 1.37",
    {
      text: `${KUBELET}eventRecordQPS: 0\n`,
      from: "1.36.2",
      to: "1.37",
      id: "event-record-qps-zero",
      found: "notice proven 1.37.2 3",
    },
  ],
  [
    "failCgroupV1: false on the way to 1.35",
    {
      text: `${KUBELET}failCgroupV1: false\n`,
      from: "1.34.2",
      to: "1.35",
      id: "fail-cgroup-v1-off",
      found: "notice proven 1.35.10 3",
    },
  ],
  [
    "kube-proxy in ipvs mode",
    {
      text: `${PROXY}mode: ipvs\n`,
      from: "1.34.2",
      to: "1.35",
      id: "ipvs-deprecated",
      found: "notice proven 1.35.10 3",
    },
  ],
  [
    "kube-proxy in nftables mode",
    { text: `${PROXY}mode: nftables\n`, from: "1.34.2", to: "1.37", id: "ipvs-deprecated", found: undefined },
  ],
  [
    "kube-proxy without a mode at 1.37",
    {
      text: `${PROXY}mode: ""\n`,
      from: "1.36.2",
      to: "1.37",
      id: "proxy-mode-empty",
      found: "notice proven 1.37.2 3",
    },
  ],
  [
    "the old control-plane taint in a file",
    {
      text: `apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\nnodeRegistration:\n  taints:\n    - key: node-role.kubernetes.io/master\n      effect: NoSchedule\n`,
      from: "1.24.2",
      to: "1.25",
      id: "master-taint-removed",
      found: "risk likely 1.25.16 5",
    },
  ],
];

describe("kubeadm settings on the way to a target", () => {
  it.each(CASES)("%s", (_, example) => {
    expect(told(example)).toBe(example.found);
  });
});
