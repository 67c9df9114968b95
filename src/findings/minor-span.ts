import { scannedMinors } from "../kubernetes/lifecycle-facts.ts";
import { minorDistance, minorOf, tryParseVersion, type Version } from "../kubernetes/version.ts";
import type { HopRange, ManifestContext } from "./check.ts";
import { finalVersion, readableHops, runningVersion } from "./hops.ts";

/** The minors that a repository's manifests meet on the way, from where the cluster stands to the target. */
export interface MinorSpan {
  /** Oldest first, the start and the target with them; only the target where nobody knows the start. */
  readonly minors: readonly string[];
  readonly target: string;
  /** The minor that runs; undefined where nobody knows it. */
  readonly start: string | undefined;
  /** The hops that lead there; empty where none is planned. */
  readonly hops: readonly HopRange[];
}

/**
 * The minors ahead; the one that runs where no target is asked for. Undefined where neither is known. A target
 * below what runs is judged alone: no way leads there. A way beyond the facts is judged as far as they reach; that its
 * target is unknown is a finding of its own.
 */
export function minorSpan(context: ManifestContext): MinorSpan | undefined {
  const hops = readableHops(context);
  const running = context.cluster === undefined ? undefined : runningVersion(context.cluster);
  const start = hops[0]?.from ?? running?.text;
  const end = tryParseVersion(finalVersion(context) ?? start ?? "");
  if (end === undefined) return undefined;
  const version = start === undefined ? end : withinFacts(end);
  const count = start === undefined ? 0 : Math.max(0, minorDistance(version, start));
  const minors = Array.from({ length: count + 1 }, (_, index) => `1.${version.minor - count + index}`);
  return { minors, target: minorOf(version), start: start === undefined ? undefined : minorOf(start), hops };
}

function withinFacts(version: Version): Version {
  const newest = tryParseVersion(scannedMinors.at(-1) ?? "");
  return newest !== undefined && minorDistance(version, newest) > 0 ? newest : version;
}
