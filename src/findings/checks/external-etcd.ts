import { bundledImages } from "../../kubernetes/bundled-images.ts";
import { compareEtcdVersions, isEtcdVersion } from "../../kubernetes/etcd-minimum.ts";
import { kubeadmMinor } from "../../kubernetes/kubeadm-facts.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription, HopRange } from "../check.ts";
import { readableHops } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";

const BELOW: FindingDescription = {
  id: "external-etcd-too-old",
  title: "The external etcd is older than kubeadm's minimum",
  meaning:
    "kubeadm checks the version at init only: an upgrade goes on with an etcd that nobody tests against.",
};
const UNKNOWN: FindingDescription = {
  id: "external-etcd-unknown",
  title: "The external etcd's version is not known",
  meaning: "kubeadm does not upgrade an external etcd, and nothing that was read tells how old it is.",
};
const SOURCE = "kubeadm constants.MinExternalEtcdVersion of each minor (data/kubeadm.json)";

/** An etcd that kubeadm does not run against what each kubeadm expects of one. */
export const externalEtcdCheck: Check = {
  name: "external-etcd",
  reads: ["ClusterConfiguration: etcd.external"],
  findings: [BELOW, UNKNOWN],
  run(context) {
    const { etcd } = context.cluster.controlPlane;
    if (etcd.topology !== "external") return [];
    const asked = readableHops(context).flatMap((hop) => {
      const minimum = minimumFor(hop.to);
      return minimum === undefined ? [] : [{ hop, minimum }];
    });
    const strictest = asked.toSorted((one, other) => compareEtcdVersions(other.minimum, one.minimum))[0];
    if (strictest === undefined) return [];
    const { version } = etcd;
    if (version === undefined || !isEtcdVersion(version)) return [unknown(context, strictest)];
    const first = asked.find(({ minimum }) => compareEtcdVersions(version, minimum) < 0);
    return first === undefined ? [] : [below(context, version, first)];
  },
};

interface Asked {
  readonly hop: HopRange;
  readonly minimum: string;
}

/** The patch's own minimum where it was read, else that of its minor's first release. */
function minimumFor(kubeadm: string): string | undefined {
  const minimum = bundledImages(kubeadm)?.minimumExternalEtcd ?? kubeadmMinor(kubeadm)?.etcd.minimumExternal;
  return minimum !== undefined && isEtcdVersion(minimum) ? minimum : undefined;
}

function below(context: CheckContext, version: string, { hop, minimum }: Asked): Finding {
  return makeFinding(BELOW, context, {
    severity: "risk",
    certainty: "proven",
    hop,
    why: `The external etcd runs ${version}, and kubeadm ${hop.to} asks for ${minimum} or newer.`,
    fix: `Upgrade the external etcd to ${minimum} or newer before the hop, one member after the other and with a snapshot.`,
    sources: [SOURCE],
  });
}

function unknown(context: CheckContext, { hop, minimum }: Asked): Finding {
  const endpoints = context.cluster.controlPlane.etcd.endpoints ?? [];
  const shown =
    endpoints.length === 0
      ? "the external etcd"
      : `the external etcd (${endpoints.length} ${endpoints.length === 1 ? "endpoint" : "endpoints"})`;
  return makeFinding(UNKNOWN, context, {
    severity: "risk",
    certainty: "unknown",
    hop,
    why: `Nothing tells the version of ${shown}, and kubeadm ${hop.to} asks for ${minimum} or newer.`,
    fix: "Ask it: `etcdctl endpoint status --cluster --write-out=table` with its certificates; upgrade it before the hop where it is older.",
    sources: [SOURCE],
  });
}
