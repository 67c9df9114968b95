import kubeadmFacts from "../../data/kubeadm.json" with { type: "json" };
import { skewLimits } from "../kubernetes/skew-limits.ts";
import type { Version } from "../kubernetes/version.ts";
import { minorNumber } from "./plan-version.ts";

/** A move of the control plane as far as kubelets are concerned. */
export interface ControlPlaneMove {
  /** The minor that the newest API server reaches: 36. */
  readonly toMinor: number;
  /** True where `kubeadm upgrade apply` runs, whose policy looks at every kubelet. */
  readonly applies: boolean;
}

const BEHIND_TARGET: ReadonlyMap<number, number> = new Map(
  kubeadmFacts.minors.map((row): [number, number] => [
    minorNumber(row.minor),
    row.upgradePolicy.maxKubeletMinorsBehindTarget,
  ]),
);

/**
 * True where a kubelet would be too old as soon as the first API server has moved: by the skew policy
 * (three minors, two below 1.25) or by kubeadm's check of its target (one up to 1.28, three from 1.29).
 */
export function isTooOldFor(kubelet: Version, move: ControlPlaneMove): boolean {
  const behind = move.toMinor - kubelet.minor;
  if (behind > skewLimits("kubelet", kubelet, {}).older) return true;
  return move.applies && behind > kubeletsBehindTarget(move.toMinor);
}

/** How many minors behind its target kubeadm of this minor accepts kubelets; the nearest known minor's where it is not known. */
export function kubeletsBehindTarget(minor: number): number {
  const nearest = minor < FIRST_KNOWN_MINOR ? OLDEST_KNOWN : NEWEST_KNOWN;
  return BEHIND_TARGET.get(minor) ?? nearest ?? 1;
}

const [FIRST_KNOWN_MINOR = 0, OLDEST_KNOWN] = [...BEHIND_TARGET][0] ?? [];
const NEWEST_KNOWN = [...BEHIND_TARGET.values()].at(-1);
