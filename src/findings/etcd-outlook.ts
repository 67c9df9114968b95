import type { Etcd } from "../cluster/cluster.ts";
import { bundledImages } from "../kubernetes/bundled-images.ts";
import { compareEtcdVersions, isEtcdVersion } from "../kubernetes/etcd-minimum.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import type { Certainty } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type { CheckContext, HopRange } from "./check.ts";
import { pinInForce } from "./etcd-pin.ts";
import { runningVersion } from "./hops.ts";

/** What etcd runs at some moment: the oldest member, and how that is known. */
export interface EtcdOutlook {
  readonly version: string;
  readonly certainty: Certainty;
  readonly origins: readonly Origin[];
  /** In words: `the oldest etcd member runs 3.5.24-0`. */
  readonly ground: string;
}

/** The etcd that runs now, as its pods, the file, or the running kubeadm's images tell; undefined where none does. */
export function etcdNow({ cluster }: CheckContext): EtcdOutlook | undefined {
  const { etcd } = cluster.controlPlane;
  return seenEtcd(etcd) ?? pinnedEtcd(etcd.pinnedImageTag) ?? bundledEtcd(runningVersion(cluster)?.text);
}

/**
 * The stacked etcd that runs when a hop begins: what runs now, or what the kubeadm of the hop before brought,
 * unless a pin held it.
 */
export function etcdBefore(context: CheckContext, hop: HopRange): EtcdOutlook | undefined {
  const index = context.hops.indexOf(hop);
  const before = context.hops.slice(0, Math.max(index, 0)).findLast(({ from, to }) => from !== to);
  if (before === undefined) return etcdNow(context);
  return pinnedEtcd(pinInForce(context, hop)) ?? bundledEtcd(before.to);
}

function seenEtcd({ members = [], version }: Etcd): EtcdOutlook | undefined {
  const seen = [...members, ...(version === undefined ? [] : [{ version }])].filter((member) =>
    isEtcdVersion(member.version),
  );
  const oldest = seen.toSorted((one, other) => compareEtcdVersions(one.version, other.version))[0];
  if (oldest === undefined) return undefined;
  const origins = "origin" in oldest && oldest.origin !== undefined ? [oldest.origin] : [];
  const ground = `the oldest etcd member runs ${oldest.version}`;
  return { version: oldest.version, certainty: "proven", origins, ground };
}

function pinnedEtcd(pin: Etcd["pinnedImageTag"]): EtcdOutlook | undefined {
  if (pin === undefined || !isEtcdVersion(pin.value)) return undefined;
  const ground = `etcd.local.imageTag pins ${pin.value}`;
  return { version: pin.value, certainty: "likely", origins: [pin.origin], ground };
}

function bundledEtcd(kubeadm: string | undefined): EtcdOutlook | undefined {
  if (kubeadm === undefined || tryParseVersion(kubeadm) === undefined) return undefined;
  const etcd = bundledImages(kubeadm)?.etcd;
  if (etcd === undefined) return undefined;
  return {
    version: etcd,
    certainty: "likely",
    origins: [],
    ground: `kubeadm ${kubeadm} brings etcd ${etcd}`,
  };
}
