import { compareEtcdVersions, etcdMinimumFor, isEtcdVersion } from "../kubernetes/etcd-minimum.ts";
import { minorOf } from "../kubernetes/version.ts";
import type { CheckContext, HopRange } from "./check.ts";
import { type HeldEtcd, heldEtcd } from "./held-etcd.ts";
import { isAtLeast, isBelow, readableHops } from "./hops.ts";

/** From which minor on kubeadm no longer handles an etcd below which release; `trap` is its row in `data/traps.json`. */
export const PIN_LIMITS = [
  { minor: "1.31", oldest: "3.5.11", trap: "kubeadm-etcd-3511" },
  { minor: "1.36", oldest: "3.6.0", trap: "kubeadm-etcd-36-only" },
] as const;

/** A limit that a pinned tag runs into at a hop. */
export type PinLimit = (typeof PIN_LIMITS)[number];

/** What still holds etcd when a hop begins: the plan ends a pin at the first hop that needs it gone. */
export function pinInForce(context: CheckContext, hop: HopRange): HeldEtcd | undefined {
  const pin = heldEtcd(context.cluster);
  const earlier = readableHops(context).slice(0, readableHops(context).indexOf(hop));
  const isEnded = earlier.some(
    (one) => bringsNewEtcd(one) || pinLimitAt(one, pin?.value ?? "") !== undefined,
  );
  return isEnded ? undefined : pin;
}

/** The limit that a hop's kubeadm sets and the tag lies below; undefined where the tag can stay. */
export function pinLimitAt(hop: HopRange, tag: string): PinLimit | undefined {
  if (!isEtcdVersion(tag)) return undefined;
  return PIN_LIMITS.find(
    ({ minor, oldest }) =>
      isBelow(hop.from, minor) && isAtLeast(hop.to, minor) && compareEtcdVersions(tag, oldest) < 0,
  );
}

/** True where the hop's kubeadm brings an etcd minor that asks every member for a minimum first. */
function bringsNewEtcd({ from, to }: HopRange): boolean {
  return isBelow(from, minorOf(to)) && etcdMinimumFor(minorOf(to)) !== undefined;
}
