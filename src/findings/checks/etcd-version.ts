import { compareEtcdVersions, type EtcdMinimum, etcdMinimumFor } from "../../kubernetes/etcd-minimum.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription, HopRange } from "../check.ts";
import { type EtcdOutlook, etcdBefore, etcdNow } from "../etcd-outlook.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { trapSource } from "../trap-source.ts";

const BELOW: FindingDescription = {
  id: "etcd-below-minimum",
  title: "etcd is older than its next minor accepts",
  meaning:
    "Every member must run the minimum before the hop brings a new etcd minor; otherwise members may not come up again.",
};
const UNKNOWN: FindingDescription = {
  id: "etcd-version-unknown",
  title: "etcd's version before this hop is not known",
  meaning: "The facts end here: the version has to be read on the host before the control plane moves.",
};
const CORRUPTION: FindingDescription = {
  id: "etcd-data-corruption",
  title: "etcd 3.5.0 to 3.5.2 can corrupt data",
  meaning: "These releases can lose the consistency of their data after a crash.",
};

/** The etcd of the control plane against the minima of the etcd minors that the hops bring. */
export const etcdVersionCheck: Check = {
  name: "etcd-version",
  reads: ["etcd's static pods", "ClusterConfiguration: etcd.local.imageTag", "the hops"],
  findings: [BELOW, UNKNOWN, CORRUPTION],
  run(context) {
    const stacked = context.cluster.controlPlane.etcd.topology !== "external";
    const minima = stacked ? MINORS_WITH_MINIMUM.flatMap((minor) => judge(context, minor)) : [];
    return [...minima, ...corruption(context)];
  },
};

/** The minors whose kubeadm brings a new etcd minor that asks for one. */
const MINORS_WITH_MINIMUM: readonly string[] = ["1.34", "1.37"];

function judge(context: CheckContext, minor: string): readonly Finding[] {
  const hop = hopEntering(context, minor);
  const minimum = etcdMinimumFor(minor);
  if (hop === undefined || minimum === undefined) return [];
  const outlook = etcdBefore(context, hop);
  if (outlook === undefined) return [unknown(context, hop, minimum)];
  const isBelow = compareEtcdVersions(outlook.version, minimum.minimum) < 0;
  return isBelow ? [below(context, { hop, minimum, outlook })] : [];
}

function unknown(context: CheckContext, hop: HopRange, minimum: EtcdMinimum): Finding {
  return makeFinding(UNKNOWN, context, {
    severity: "risk",
    certainty: "unknown",
    hop,
    why: `The hop to ${hop.to} moves etcd from ${minimum.etcdFrom} to ${minimum.etcdTo}, which every member may do from ${minimum.minimum} on; neither the files nor the facts tell which etcd kubeadm ${hop.from} brings.`,
    fix: `Read it on a control-plane node: \`sudo kubeadm config images list --kubernetes-version v${hop.from}\`, and \`kubectl -n kube-system get pods -l component=etcd -o wide\` with the images. Below ${minimum.minimum}, raise etcd first (the plan's set-image step).`,
    sources: [minimum.source],
  });
}

interface Below {
  readonly hop: HopRange;
  readonly minimum: EtcdMinimum;
  readonly outlook: EtcdOutlook;
}

function below(context: CheckContext, { hop, minimum, outlook }: Below): Finding {
  const recommended =
    minimum.recommended === minimum.minimum ? "" : ` (its guide recommends ${minimum.recommended})`;
  return makeFinding(BELOW, context, {
    severity: "risk",
    certainty: outlook.certainty,
    hop,
    origins: outlook.origins,
    why: `The hop to ${hop.to} moves etcd from ${minimum.etcdFrom} to ${minimum.etcdTo}, which asks every member for ${minimum.minimum} or newer first${recommended}, and ${outlook.ground}.`,
    fix: `Bring every member to ${minimum.recommended} before the hop, one after the other and with a snapshot, then take the pin (etcd.local.imageTag) out again: with it kubeadm keeps exactly that tag.`,
    sources: [minimum.source],
  });
}

function corruption(context: CheckContext): readonly Finding[] {
  const now = etcdNow(context);
  if (now === undefined || !isCorruptible(now.version)) return [];
  return [
    makeFinding(CORRUPTION, context, {
      severity: "risk",
      certainty: now.certainty,
      origins: now.origins,
      why: `etcd 3.5.0 to 3.5.2 can corrupt data after a crash, and ${now.ground}.`,
      fix: "Take a snapshot now, and bring etcd to 3.5.6 or newer with the newest patch of the running minor before anything else.",
      sources: [trapSource("etcd-35-corruption")],
    }),
  ];
}

function isCorruptible(version: string): boolean {
  return compareEtcdVersions(version, "3.5.0") >= 0 && compareEtcdVersions(version, "3.5.3") < 0;
}
