import type { AddonApi } from "../kubernetes/addon-apis.ts";
import { addonReleasesFor } from "../kubernetes/compat.ts";
import { compareReleases, isReleaseFrom } from "../kubernetes/release-order.ts";
import { minorOf } from "../kubernetes/version.ts";
import type { AddonRelease } from "./addon-releases.ts";
import type { HopRange } from "./check.ts";
import type { MinorSpan } from "./minor-span.ts";

/** How an old version of a custom resource stands with the add-on's releases that are known or needed. */
export type AddonApiState =
  /** A release that is named here no longer serves it. */
  | { readonly is: "gone"; readonly release: AddonRelease }
  /** Every release that the project lists for a minor of the way is one that no longer serves it. */
  | {
      readonly is: "outgrown";
      readonly minor: string;
      readonly lines: readonly string[];
      readonly hop: HopRange | undefined;
    }
  /** The newest release that is named here serves it. */
  | { readonly is: "served"; readonly release: AddonRelease }
  /** Nothing tells which release runs. */
  | { readonly is: "open" };

/** What the releases that are named, and those that the way needs, mean for it. */
export function judgeAddonApi(
  api: AddonApi,
  releases: readonly AddonRelease[],
  span: MinorSpan | undefined,
): AddonApiState {
  const newest = releases.at(-1);
  const isGone = newest !== undefined && isWithout(newest.release, api);
  if (isGone) return { is: "gone", release: newest };
  return outgrown(api, span) ?? (newest === undefined ? { is: "open" } : { is: "served", release: newest });
}

function isWithout(release: string, { removedIn }: AddonApi): boolean {
  return removedIn !== null && isReleaseFrom(release, removedIn);
}

/** The first minor of the way for which the project lists only releases without it. */
function outgrown(api: AddonApi, span: MinorSpan | undefined): AddonApiState | undefined {
  if (span === undefined) return undefined;
  for (const minor of span.minors) {
    const lines = addonReleasesFor(api.product, minor).flatMap(({ version }) => lineIn(version));
    if (lines.length === 0 || !lines.every((line) => isWithout(line, api))) continue;
    const sorted = lines.toSorted((one, other) => compareReleases(one, other) ?? 0);
    const hop = minor === span.start ? undefined : span.hops.find(({ to }) => minorOf(to) === minor);
    return { is: "outgrown", minor, lines: sorted, hop };
  }
  return undefined;
}

/** `1.12` of `1.12 LTS`, `0.18` of `release-0.18`; its first release stands for the line. */
function lineIn(version: string): readonly string[] {
  return /\d+\.\d+/.exec(version)?.slice(0, 1) ?? [];
}
