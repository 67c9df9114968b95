import { newestPatch } from "../kubernetes/releases.ts";
import { skewLimits } from "../kubernetes/skew-limits.ts";
import { compareVersions, parseVersion, type Version } from "../kubernetes/version.ts";
import { type ControlPlaneMove, isTooOldFor } from "./kubelet-floor.ts";
import { withPatch } from "./plan-version.ts";
import type { ControlPlaneNode, Terrain } from "./terrain.ts";

/** What kubeadm does on one control-plane node of a leg. */
export interface Operation {
  readonly node: ControlPlaneNode;
  readonly action: "apply" | "upgrade-node";
}

/** One hop without its steps. Without operations only kubelets move, to a version that the API servers have. */
export interface Leg {
  readonly from: Version;
  readonly to: Version;
  readonly operations: readonly Operation[];
}

/**
 * The legs to the target: first whatever a half-done upgrade left open, then minor by minor, each at the
 * newest known patch. A leg that only lets kubelets (or kube-proxy) catch up comes first where the next
 * move would leave them too far behind. `target` is at or above every API server.
 */
export function legsTo(terrain: Terrain, target: Version): readonly Leg[] {
  const moves = [...finishing(terrain, target), ...climbing(terrain, target)];
  const legs =
    moves[0] === undefined ? lagging(terrain, target) : [...proxyCatchUp(terrain, moves[0]), ...moves];
  return legs[0] === undefined ? [] : chained([...catchUp(terrain, legs[0]), ...legs], terrain);
}

/** Each leg sets out from where the one before it ended, also where no file told a patch at the start. */
function chained(legs: readonly Leg[], { releases }: Terrain): readonly Leg[] {
  return legs.map((leg, index) => {
    const before = legs[index - 1]?.to;
    return before === undefined ? leg : { ...leg, from: withPatch(before, releases) };
  });
}

/** How a leg looks to the kubelets that trail it; undefined where no API server moves. */
export function moveOf(leg: Leg): ControlPlaneMove | undefined {
  if (leg.operations.length === 0) return undefined;
  return { toMinor: leg.to.minor, applies: leg.operations.some(({ action }) => action === "apply") };
}

/** True where a control-plane node does not run the newest API server's version in all its components. */
export function isBehind(node: ControlPlaneNode, newest: Version): boolean {
  return node.components.some((version) => compareVersions(version, newest) < 0);
}

/** True where a later patch of the newest minor is the target: the half-done upgrade then ends there at once. */
function isPatchAway(terrain: Terrain, target: Version): boolean {
  const { newestApiServer } = terrain;
  return target.minor === newestApiServer.minor && compareVersions(target, newestApiServer) > 0;
}

function finishing(terrain: Terrain, target: Version): readonly Leg[] {
  const { controlPlanes, oldestApiServer, newestApiServer } = terrain;
  const behind = controlPlanes.filter((node) => isBehind(node, newestApiServer));
  if (behind.length === 0 || isPatchAway(terrain, target)) return [];
  // Nobody knows which patch was begun: the newest one is applied to all of them.
  if (newestApiServer.patch === undefined)
    return [throughout(terrain, oldestApiServer, patched(terrain, newestApiServer, target))];
  const applied = controlPlanes.some((node) => !isBehind(node, newestApiServer));
  // Without a node that is whole at the newer version, `apply` was cut off there and has to run again.
  const again = applied
    ? undefined
    : behind.find(({ apiServer }) => compareVersions(apiServer, newestApiServer) === 0);
  const rest = behind.filter((node) => node !== again);
  return [{ from: oldestApiServer, to: newestApiServer, operations: ordered(again, rest) }];
}

function climbing(terrain: Terrain, target: Version): readonly Leg[] {
  const { oldestApiServer, newestApiServer } = terrain;
  if (isPatchAway(terrain, target)) return [throughout(terrain, oldestApiServer, target)];
  const legs: Leg[] = [];
  let from = newestApiServer;
  for (let minor = from.minor + 1; minor <= target.minor; minor += 1) {
    const to = minor === target.minor ? target : newestOf(minor, terrain);
    legs.push(throughout(terrain, from, to));
    from = to;
  }
  return legs;
}

/** The whole control plane from one version to another. */
function throughout({ controlPlanes: [first, ...others] }: Terrain, from: Version, to: Version): Leg {
  return { from, to, operations: ordered(first, others) };
}

function newestOf(minor: number, { releases }: Terrain): Version {
  return parseVersion(newestPatch(`1.${minor}`, releases) ?? `1.${minor}.0`);
}

function ordered(
  first: ControlPlaneNode | undefined,
  others: readonly ControlPlaneNode[],
): readonly Operation[] {
  const nodes = others.map((node): Operation => ({ node, action: "upgrade-node" }));
  return first === undefined ? nodes : [{ node: first, action: "apply" }, ...nodes];
}

/** Kubelets that the next move would leave too far behind come first to where every API server is. */
function catchUp(terrain: Terrain, next: Leg): readonly Leg[] {
  const move = moveOf(next);
  const late = terrain.nodes.some(
    ({ kubelet }) => move !== undefined && kubelet !== undefined && isTooOldFor(kubelet, move),
  );
  const at = patched(terrain, terrain.oldestApiServer, next.to);
  return late ? [{ from: at, to: at, operations: [] }] : [];
}

/** kubeadm moves kube-proxy with `apply`; one that the next move would leave too far behind needs that first. */
function proxyCatchUp(terrain: Terrain, next: Leg): readonly Leg[] {
  const policy = terrain.cluster.policy ?? {};
  const climbs = next.to.minor > terrain.newestApiServer.minor;
  const late = terrain.nodes.some(
    ({ kubeProxy }) =>
      kubeProxy !== undefined &&
      next.to.minor - kubeProxy.minor > skewLimits("kube-proxy", kubeProxy, policy).older,
  );
  return climbs && late ? [reapply(terrain, patched(terrain, terrain.newestApiServer, next.to))] : [];
}

/** Where no file tells the patch: the newest, but none above what the next leg leads to. */
function patched({ releases }: Terrain, version: Version, next: Version): Version {
  return version.patch === undefined && version.minor === next.minor ? next : withPatch(version, releases);
}

/** With the control plane there already: kubelets, or kube-proxy, that are not. */
function lagging(terrain: Terrain, target: Version): readonly Leg[] {
  if (terrain.nodes.some(({ kubeProxy }) => kubeProxy !== undefined && kubeProxy.minor < target.minor)) {
    return [reapply(terrain, target)];
  }
  const late = terrain.nodes.some(
    ({ kubelet }) => kubelet === undefined || compareVersions(kubelet, target) < 0,
  );
  return late ? [{ from: target, to: target, operations: [] }] : [];
}

function reapply(terrain: Terrain, version: Version): Leg {
  return { from: version, to: version, operations: [{ node: terrain.controlPlanes[0], action: "apply" }] };
}
