import { compareEtcdVersions, isEtcdVersion } from "../../kubernetes/etcd-minimum.ts";
import type { Check, FindingDescription } from "../check.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { trapSource } from "../trap-source.ts";

const PIN: FindingDescription = {
  id: "etcd-pin-too-old",
  title: "A pinned etcd image is too old for this kubeadm",
  meaning: "kubeadm keeps the pinned tag and then waits for an etcd that cannot come up its way.",
};
const PIN_UNREADABLE: FindingDescription = {
  id: "etcd-pin-unreadable",
  title: "A pinned etcd image tells no version",
  meaning: "kubeadm keeps the pinned tag at every hop, and whether that etcd is new enough cannot be judged.",
};

/** From which minor on kubeadm no longer handles an etcd below which release. */
const LIMITS = [
  { minor: "1.31", oldest: "3.5.11", trap: "kubeadm-etcd-3511" },
  { minor: "1.36", oldest: "3.6.0", trap: "kubeadm-etcd-36-only" },
] as const;

/** `etcd.local.imageTag` against what each kubeadm can handle. */
export const etcdPinCheck: Check = {
  name: "etcd-pin",
  reads: ["ClusterConfiguration: etcd.local.imageTag"],
  findings: [PIN, PIN_UNREADABLE],
  run(context) {
    const pin = context.cluster.controlPlane.etcd.pinnedImageTag;
    if (pin === undefined || context.hops.length === 0) return [];
    if (!isEtcdVersion(pin.value)) {
      return [
        makeFinding(PIN_UNREADABLE, context, {
          severity: "risk",
          certainty: "unknown",
          hop: context.hops[0],
          origins: [pin.origin],
          why: `etcd.local.imageTag is ${JSON.stringify(pin.value.slice(0, 60))}, which names no etcd release.`,
          fix: "Ask the member itself (`etcdctl endpoint status --cluster --write-out=table`), and take the pin out before the next apply.",
          sources: ["kubeadm EtcdSupportedVersion: a set imageTag wins"],
        }),
      ];
    }
    return LIMITS.flatMap(({ minor, oldest, trap }) => {
      const hop = hopEntering(context, minor);
      if (hop === undefined || compareEtcdVersions(pin.value, oldest) >= 0) return [];
      return [
        makeFinding(PIN, context, {
          severity: "blocker",
          certainty: "proven",
          hop,
          origins: [pin.origin],
          why: `etcd.local.imageTag pins ${pin.value}, and kubeadm ${hop.to} handles etcd from ${oldest} on.`,
          fix: `Take imageTag out of the file and of the kubeadm-config ConfigMap (kubectl -n kube-system edit configmap kubeadm-config) before the hop to ${hop.to}: kubeadm then brings its own etcd.`,
          sources: [trapSource(trap)],
        }),
      ];
    });
  },
};
