import { bundledImages } from "../kubernetes/bundled-images.ts";
import { compareEtcdVersions, isEtcdVersion } from "../kubernetes/etcd-minimum.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import type { Certainty } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type { CheckContext, HopRange } from "./check.ts";
import { runningVersion } from "./hops.ts";

/** What etcd runs at some moment: the oldest member, and how that is known. */
export interface EtcdOutlook {
  readonly version: string;
  readonly certainty: Certainty;
  readonly origins: readonly Origin[];
  /** In words: `its static pods show 3.5.24-0`. */
  readonly ground: string;
}

/** The etcd that runs now, as its pods, the file, or the running kubeadm's images tell; undefined where none does. */
export function etcdNow({ cluster }: CheckContext): EtcdOutlook | undefined {
  const { members = [], version, pinnedImageTag } = cluster.controlPlane.etcd;
  const seen = members.filter((member) => isEtcdVersion(member.version));
  const oldest = seen.toSorted((one, other) => compareEtcdVersions(one.version, other.version))[0];
  if (oldest !== undefined) {
    const origins = oldest.origin === undefined ? [] : [oldest.origin];
    const ground = `the oldest etcd member runs ${oldest.version}`;
    return { version: oldest.version, certainty: "proven", origins, ground };
  }
  if (version !== undefined && isEtcdVersion(version)) {
    return { version, certainty: "proven", origins: [], ground: `etcd runs ${version}` };
  }
  if (pinnedImageTag !== undefined && isEtcdVersion(pinnedImageTag.value)) {
    const { value, origin } = pinnedImageTag;
    const ground = `etcd.local.imageTag pins ${value}`;
    return { version: value, certainty: "likely", origins: [origin], ground };
  }
  return bundled(runningVersion(cluster)?.text);
}

/** The stacked etcd that runs when a hop begins: what runs now, or what the kubeadm of the hop before brought. */
export function etcdBefore(context: CheckContext, hop: HopRange): EtcdOutlook | undefined {
  const index = context.hops.indexOf(hop);
  const before = context.hops.slice(0, Math.max(index, 0)).findLast(({ from, to }) => from !== to);
  if (before === undefined) return etcdNow(context);
  const pin = context.cluster.controlPlane.etcd.pinnedImageTag;
  return pin === undefined ? bundled(before.to) : etcdNow(context);
}

function bundled(kubeadm: string | undefined): EtcdOutlook | undefined {
  if (kubeadm === undefined || tryParseVersion(kubeadm) === undefined) return undefined;
  const images = bundledImages(kubeadm);
  if (images === undefined) return undefined;
  return {
    version: images.etcd,
    certainty: "likely",
    origins: [],
    ground: `kubeadm ${kubeadm} brings etcd ${images.etcd}`,
  };
}
