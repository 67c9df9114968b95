import type { Etcd } from "../cluster/cluster.ts";
import { bundledImages } from "../kubernetes/bundled-images.ts";
import { isEtcdVersion } from "../kubernetes/etcd-minimum.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import type { Certainty } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type { CheckContext, HopRange } from "./check.ts";
import { pinInForce } from "./etcd-pin.ts";
import { type HeldEtcd, heldEtcd, oldestMember } from "./held-etcd.ts";
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
  return seenEtcd(etcd) ?? heldBy(heldEtcd(cluster)) ?? bundledEtcd(runningVersion(cluster)?.text);
}

/**
 * The stacked etcd that runs when a hop begins: what runs now, or what the kubeadm of the hop before brought,
 * unless a pin held it.
 */
export function etcdBefore(context: CheckContext, hop: HopRange): EtcdOutlook | undefined {
  const index = context.hops.indexOf(hop);
  const before = context.hops.slice(0, Math.max(index, 0)).findLast(({ from, to }) => from !== to);
  if (before === undefined) return etcdNow(context);
  return heldBy(pinInForce(context, hop)) ?? bundledEtcd(before.to);
}

function seenEtcd(etcd: Etcd): EtcdOutlook | undefined {
  const oldest = oldestMember(etcd);
  if (oldest === undefined) return undefined;
  const origins = oldest.origin === undefined ? [] : [oldest.origin];
  const ground = `the oldest etcd member runs ${oldest.version}`;
  return { version: oldest.version, certainty: "proven", origins, ground };
}

function heldBy(held: HeldEtcd | undefined): EtcdOutlook | undefined {
  if (held === undefined || !isEtcdVersion(held.value)) return undefined;
  const ground = held.isSeen
    ? `the oldest etcd member runs ${held.value} and was not moved along`
    : `etcd.local.imageTag pins ${held.value}`;
  const origins = held.origin === undefined ? [] : [held.origin];
  return { version: held.value, certainty: "likely", origins, ground };
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
