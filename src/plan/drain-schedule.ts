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
  const following = legs.slice(1).map(moveOf);
  for (const node of nodes) {
    let kubelet = node.kubelet;
    for (const [index, leg] of legs.entries()) {
      if (kubelet !== undefined && compareVersions(kubelet, leg.to) >= 0) continue;
      if (strategy === "fewest-drains" && index < following.length && !mustMove(kubelet, following[index]))
        continue;
      moves[index]?.push({ node, from: kubelet });
      kubelet = leg.to;
    }
  }
  return moves;
}

/** How many machines are drained over all legs: a pool counts each of its replicas. */
export function countDrains(moves: readonly KubeletMoves[]): number {
  return moves.flat().reduce((sum, { node }) => sum + node.count, 0);
}

/** Whether the next leg's move would leave the kubelet too old; in the last leg all are moved anyway. */
function mustMove(kubelet: Version | undefined, next: ControlPlaneMove | undefined): boolean {
  return kubelet !== undefined && next !== undefined && isTooOldFor(kubelet, next);
}
