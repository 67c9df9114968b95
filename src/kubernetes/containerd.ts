import containerdFile from "../../data/containerd.json" with { type: "json" };
import { minorOf } from "./version.ts";

/** The containerd releases that its project recommends for one Kubernetes minor. */
export interface ContainerdRecommendation {
  readonly minor: string;
  /** Lower bounds within one containerd minor each, newest first: `2.2.0+`, `2.1.5+`. */
  readonly recommended: readonly string[];
  readonly source: string;
}

/**
 * What the containerd project recommends for a Kubernetes minor; undefined where its table has no row.
 *
 * @throws KubehopError `invalid-version`
 */
export function recommendedContainerd(minor: string): ContainerdRecommendation | undefined {
  const wanted = minorOf(minor);
  return containerdFile.kubernetes.find((row) => row.minor === wanted);
}

/**
 * How a containerd stands to the recommendation: `recommended`; `older` than its containerd minor's bound or
 * than every minor listed; `newer` than every minor listed; `unknown` where the table has no row or the text
 * is no containerd version.
 *
 * @throws KubehopError `invalid-version` where `kubernetesMinor` is no version
 */
export function containerdStatus(
  version: string,
  kubernetesMinor: string,
): "recommended" | "older" | "newer" | "unknown" {
  const running = numbersOf(version);
  const bounds = (recommendedContainerd(kubernetesMinor)?.recommended ?? []).flatMap((bound) => {
    const numbers = numbersOf(bound.replace(/\+$/, ""));
    return numbers === undefined ? [] : [numbers];
  });
  if (running === undefined || bounds.length === 0) return "unknown";
  const sameMinor = bounds.find((bound) => compareNumbers(bound.slice(0, 2), running.slice(0, 2)) === 0);
  if (sameMinor !== undefined) return compareNumbers(running, sameMinor) >= 0 ? "recommended" : "older";
  return bounds.every((bound) => compareNumbers(running, bound) > 0) ? "newer" : "older";
}

/** The day (or month) on which support for a containerd minor (`1.7`) ends or ended. */
export function containerdEndOfLife(minor: string): string | undefined {
  return containerdFile.releases.find(({ release }) => release === minor)?.endOfLife;
}

function numbersOf(version: string): readonly number[] | undefined {
  const match = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:[-+~]|$)/.exec(version);
  return match === null ? undefined : match.slice(1).map(Number);
}

function compareNumbers(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((number, position) => number !== right[position]);
  return index === -1 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}
