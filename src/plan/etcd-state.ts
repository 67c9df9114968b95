import { PIN_LIMITS } from "../findings/etcd-pin.ts";
import { heldEtcd, oldestMember } from "../findings/held-etcd.ts";
import { compareEtcdVersions, etcdMinimumFor, isEtcdVersion } from "../kubernetes/etcd-minimum.ts";
import { kubeadmMinor } from "../kubernetes/kubeadm-facts.ts";
import { compareVersions, minorDistance } from "../kubernetes/version.ts";
import type { HopContext } from "./hop-context.ts";

/**
 * The oldest etcd member when the hop begins, or what is at least as new: where no file shows it, the etcd
 * that a later kubeadm of the same minor installs. Undefined where the facts end.
 */
export function etcdBefore(hop: HopContext): string | undefined {
  const pin = pinInForce(hop);
  const running =
    hop.terrain.oldestApiServer.minor === hop.fromMinor
      ? oldestMember(hop.terrain.cluster.controlPlane.etcd)?.version
      : undefined;
  return running ?? pin ?? newestBundled(hop);
}

/** The image tag that still holds etcd back when the hop begins. */
export function pinInForce(hop: HopContext): string | undefined {
  const pin = heldEtcd(hop.terrain.cluster)?.value;
  if (pin === undefined || !isEtcdVersion(pin)) return undefined;
  for (let minor = hop.terrain.newestApiServer.minor + 1; minor <= hop.fromMinor; minor += 1) {
    if (endsPin(minor, pin)) return undefined;
  }
  return pin;
}

/** True where the hop cannot be done, or not be done well, with etcd held at this tag. */
export function mustEndPin(hop: HopContext, pin: string): boolean {
  return hop.fromMinor < hop.toMinor && endsPin(hop.toMinor, pin);
}

function endsPin(minor: number, pin: string): boolean {
  const version = `1.${minor}`;
  if (etcdMinimumFor(version) !== undefined) return true;
  return PIN_LIMITS.some(
    (limit) => minorDistance(version, limit.minor) >= 0 && compareEtcdVersions(pin, limit.oldest) < 0,
  );
}

function newestBundled(hop: HopContext): string | undefined {
  const later = kubeadmMinor(`1.${hop.fromMinor}`)?.images.laterPatches ?? [];
  const covering = later.filter(({ version }) => compareVersions(version, hop.from) >= 0);
  return covering.map(({ etcd }) => etcd).toSorted(compareEtcdVersions)[0];
}
