import { isKnownVersion } from "../kubernetes/releases.ts";
import { compareVersions, parseVersion, type Version } from "../kubernetes/version.ts";
import { withPatch } from "./plan-version.ts";
import type { Terrain } from "./terrain.ts";

/**
 * The version that `to` means for this cluster: a minor is its newest known patch, or what runs already
 * where that is newer; a running version without a patch may be older. Undefined where it is not among the
 * known releases or lies below what runs, which the findings say.
 *
 * @throws KubehopError `invalid-version`
 */
export function resolveTarget(to: string, terrain: Terrain): Version | undefined {
  const asked = parseVersion(to);
  const { newestApiServer: running, releases } = terrain;
  if (!isKnownVersion(asked, releases)) return undefined;
  if (asked.patch !== undefined) return compareVersions(asked, running) < 0 ? undefined : asked;
  const newest = withPatch(asked, releases);
  if (asked.minor !== running.minor) return asked.minor < running.minor ? undefined : newest;
  return running.patch !== undefined && compareVersions(newest, running) <= 0 ? running : newest;
}
