import type { ApiMigration } from "../findings/api-migrations.ts";
import type { KubeletMoves } from "./drain-schedule.ts";
import type { Leg } from "./legs.ts";
import { minorNumber, plainVersion, withPatch } from "./plan-version.ts";
import type { PlanNode, Terrain } from "./terrain.ts";

/** Everything that the steps of one hop are written from. */
export interface HopContext {
  readonly terrain: Terrain;
  readonly leg: Leg;
  readonly moves: KubeletMoves;
  /** Counted from 1. */
  readonly number: number;
  readonly isFirst: boolean;
  /** Full versions as texts. */
  readonly from: string;
  readonly to: string;
  readonly fromMinor: number;
  readonly toMinor: number;
  /** Nodes on which this hop installs packages. */
  readonly concerned: readonly PlanNode[];
  /** What the repository's manifests need on the whole way. */
  readonly migrations: readonly ApiMigration[];
}

/** Puts together what one hop is about. */
export function hopContext(
  terrain: Terrain,
  leg: Leg,
  hop: { moves: KubeletMoves; index: number; migrations?: readonly ApiMigration[] },
): HopContext {
  const from = plainVersion(leg.from);
  const to = plainVersion(withPatch(leg.to, terrain.releases));
  return {
    terrain,
    leg,
    moves: hop.moves,
    number: hop.index + 1,
    isFirst: hop.index === 0,
    from,
    to,
    fromMinor: minorNumber(from),
    toMinor: minorNumber(to),
    concerned: concernedNodes(terrain, leg, hop.moves),
    migrations: hop.migrations ?? [],
  };
}

/** Keeps what a hop says alike on every node: it is written once, and 5,000 steps share it. */
export function oncePerHop<Written>(write: (hop: HopContext) => Written): (hop: HopContext) => Written {
  const known = new WeakMap<HopContext, { readonly written: Written }>();
  return (hop) => {
    const entry = known.get(hop) ?? { written: write(hop) };
    known.set(hop, entry);
    return entry.written;
  };
}

/** A hop in which the control plane moves concerns every node; one for kubelets only those whose kubelet moves. */
function concernedNodes(terrain: Terrain, leg: Leg, moves: KubeletMoves): readonly PlanNode[] {
  if (leg.operations.length > 0) return terrain.nodes;
  const moving = new Set(moves.map(({ node }) => node.name));
  return terrain.nodes.filter(({ name }) => moving.has(name));
}
