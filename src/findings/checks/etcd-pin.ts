import { isEtcdVersion } from "../../kubernetes/etcd-minimum.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { pinInForce, pinLimitAt } from "../etcd-pin.ts";
import { type HeldEtcd, heldEtcd } from "../held-etcd.ts";
import { firstHop } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { trapSource } from "../trap-source.ts";

const TOO_OLD: FindingDescription = {
  id: "etcd-pin-too-old",
  title: "A pinned etcd image is too old for this kubeadm",
  meaning: "kubeadm keeps the pinned tag and then waits for an etcd that cannot come up its way.",
};
const UNREADABLE: FindingDescription = {
  id: "etcd-pin-unreadable",
  title: "A pinned etcd image tells no version",
  meaning: "kubeadm keeps the pinned tag at every hop, and whether that etcd is new enough cannot be judged.",
};

/** `etcd.local.imageTag` against what each kubeadm can handle. */
export const etcdPinCheck: Check = {
  name: "etcd-pin",
  reads: ["ClusterConfiguration: etcd.local.imageTag"],
  findings: [TOO_OLD, UNREADABLE],
  run(context) {
    const pin = heldEtcd(context.cluster);
    if (pin === undefined || context.hops.length === 0) return [];
    return isEtcdVersion(pin.value) ? tooOld(context, pin) : [unreadable(context, pin)];
  },
};

function tooOld(context: CheckContext, pin: HeldEtcd): readonly Finding[] {
  const hop = firstHop(
    context,
    (one) => pinInForce(context, one) !== undefined && pinLimitAt(one, pin.value) !== undefined,
  );
  const limit = hop === undefined ? undefined : pinLimitAt(hop, pin.value);
  if (hop === undefined || limit === undefined) return [];
  return [
    makeFinding(TOO_OLD, context, {
      severity: "risk",
      certainty: pin.isSeen ? "likely" : "proven",
      hop,
      origins: [pin.origin],
      why: `${heldHow(pin)}, and kubeadm ${hop.to} handles etcd from ${limit.oldest} on.`,
      fix: `Take imageTag out of the file, as the plan does in the kubeadm-config ConfigMap before the hop to ${hop.to}: kubeadm then brings its own etcd.`,
      sources: [trapSource(limit.trap)],
    }),
  ];
}

function heldHow({ value, isSeen }: HeldEtcd): string {
  return isSeen
    ? `The oldest etcd member runs ${value}, which every kubeadm of the running minor would have moved: a pin that no file shows holds it (etcd.local.imageTag in the kubeadm-config ConfigMap), or its upgrade was switched off`
    : `etcd.local.imageTag pins ${value}`;
}

function unreadable(context: CheckContext, pin: HeldEtcd): Finding {
  return makeFinding(UNREADABLE, context, {
    severity: "risk",
    certainty: "unknown",
    hop: context.hops[0],
    origins: [pin.origin],
    why: `etcd.local.imageTag is ${JSON.stringify(pin.value.slice(0, 60))}, which names no etcd release.`,
    fix: "Ask the member itself (`etcdctl endpoint status --cluster --write-out=table`), and take the pin out before the next apply.",
    sources: ["kubeadm EtcdSupportedVersion: a set imageTag wins"],
  });
}
