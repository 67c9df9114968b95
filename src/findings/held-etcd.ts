import type { Cluster, ComponentInstance, Etcd } from "../cluster/cluster.ts";
import { compareEtcdVersions, isEtcdVersion } from "../kubernetes/etcd-minimum.ts";
import { kubeadmMinor } from "../kubernetes/kubeadm-facts.ts";
import { minorOf } from "../kubernetes/version.ts";
import type { Origin } from "../source/origin.ts";
import { runningVersion } from "./hops.ts";

/** An etcd that kubeadm does not move along: its version, and where that was read. */
export interface HeldEtcd {
  readonly value: string;
  readonly origin?: Origin;
  /** True where no file shows the pin, only a member that every kubeadm of the running minor would have moved. */
  readonly isSeen: boolean;
}

/**
 * The tag that holds the stacked etcd back: pinned in a file, or seen in a member that is older than the etcd
 * of the running minor's first kubeadm, which only a pin or a switched-off etcd upgrade explains.
 */
export function heldEtcd(cluster: Cluster): HeldEtcd | undefined {
  const { etcd } = cluster.controlPlane;
  if (etcd.pinnedImageTag !== undefined) return { ...etcd.pinnedImageTag, isSeen: false };
  const oldest = etcd.topology === "external" ? undefined : oldestMember(etcd);
  const running = runningVersion(cluster);
  const bundled = running === undefined ? undefined : kubeadmMinor(minorOf(running))?.images.atRelease.etcd;
  if (oldest === undefined || bundled === undefined) return undefined;
  if (compareEtcdVersions(oldest.version, bundled) >= 0) return undefined;
  return {
    value: oldest.version,
    ...(oldest.origin === undefined ? {} : { origin: oldest.origin }),
    isSeen: true,
  };
}

/** The oldest etcd that the files show; undefined where none tells a release. */
export function oldestMember({ members = [], version }: Etcd): ComponentInstance | undefined {
  const seen = [...members, ...(version === undefined ? [] : [{ version }])];
  return seen
    .filter((member) => isEtcdVersion(member.version))
    .toSorted((one, other) => compareEtcdVersions(one.version, other.version))[0];
}
