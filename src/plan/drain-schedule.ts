import { compareVersions, type Version } from "../kubernetes/version.ts";
import { type ControlPlaneMove, isTooOldFor } from "./kubelet-floor.ts";
import { type Leg, moveOf } from "./legs.ts";
import type { Strategy } from "./plan.ts";
import type { PlanNode } from "./terrain.ts";

/** The kubelets that one leg moves: to the leg's version, each with the version that it had before. */
export type KubeletMoves = readonly KubeletMove[];

/** One node's kubelet change: a drain. `from` is undefined where no file tells the version. */
export interface KubeletMove {
  readonly node: PlanNode;
  readonly from: Version | undefined;
}

/**
 * Which kubelets move in which leg, one list per leg. `fewest-drains` lets each kubelet trail as long as the
 * next leg allows and then takes it as far as it can go; what a kubelet may trail only ever rises, so moving
 * as late and as far as possible is the fewest moves. `node-by-node` moves every kubelet in every leg.
 */
export function scheduleDrains(
  nodes: readonly PlanNode[],
  legs: readonly Leg[],
  strategy: Strategy,
): readonly KubeletMoves[] {
  const moves: KubeletMove[][] = legs.map(() => []);
  const known = new Map<string | undefined, readonly Stop[]>();
  nodes.forEach((node) => {
    const { kubelet } = node;
    const stops = known.get(kubelet?.text) ?? stopsOf(kubelet, legs, strategy);
    known.set(kubelet?.text, stops);
    for (const { leg, from } of stops) moves[leg]?.push({ node, from });
  });
  return moves;
}

/** A leg, by its index, in which a kubelet moves. */
interface Stop {
  readonly leg: number;
  readonly from: Version | undefined;
}

function stopsOf(kubelet: Version | undefined, legs: readonly Leg[], strategy: Strategy): readonly Stop[] {
  const stops: Stop[] = [];
  let from = kubelet;
  for (const [leg, { to }] of legs.entries()) {
    const next = legs[leg + 1];
    const mayTrail = strategy === "fewest-drains" && next !== undefined && !mustMove(from, moveOf(next));
    if (mayTrail || (from !== undefined && compareVersions(from, to) >= 0)) continue;
    stops.push({ leg, from });
    from = to;
  }
  return stops;
}

/** How many machines are drained over all legs: a pool counts each of its replicas. */
export function countDrains(moves: readonly KubeletMoves[]): number {
  return moves.flat().reduce((sum, { node }) => sum + node.count, 0);
}

/** Whether the next leg's move would leave the kubelet too old; in the last leg all are moved anyway. */
function mustMove(kubelet: Version | undefined, next: ControlPlaneMove | undefined): boolean {
  return kubelet !== undefined && next !== undefined && isTooOldFor(kubelet, next);
}
