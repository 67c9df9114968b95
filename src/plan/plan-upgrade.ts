import type { Cluster } from "../cluster/cluster.ts";
import { checkCluster } from "../findings/registry.ts";
import { factsAsOf } from "../kubernetes/releases.ts";
import { parseVersion } from "../kubernetes/version.ts";
import type { Finding } from "../source/finding.ts";
import { countDrains, type KubeletMoves, scheduleDrains } from "./drain-schedule.ts";
import { hopContext } from "./hop-context.ts";
import { type Leg, legsTo } from "./legs.ts";
import type { Drains, Plan, Strategy } from "./plan.ts";
import { plainVersion, withPatch } from "./plan-version.ts";
import { writeHop } from "./steps.ts";
import { resolveTarget } from "./target.ts";
import { readTerrain, type Terrain } from "./terrain.ts";

/** What to plan: `to` is a minor (its newest known patch) or a full version. */
export interface PlanOptions {
  readonly to: string;
  readonly strategy?: Strategy;
  /** The day that support dates are judged on, as an ISO date. */
  readonly today?: string;
}

/**
 * Plans the way from what runs to `to`, minor by minor, so that the version skew policy and kubeadm's own
 * rules hold at every moment. Pure: the same input gives the same plan, byte for byte.
 *
 * A target that is unknown or below what runs, and a cluster that kubeadm does not manage, give a plan
 * without hops whose findings say why.
 *
 * @throws KubehopError `invalid-version` where `to` is no version, `invalid-date` where `today` is no date
 */
export function planUpgrade(cluster: Cluster, options: PlanOptions): Plan {
  const asked = parseVersion(options.to);
  const strategy = options.strategy ?? "fewest-drains";
  const terrain = isManaged(cluster) ? readTerrain(cluster) : undefined;
  const target = terrain === undefined ? undefined : resolveTarget(options.to, terrain);
  const legs =
    terrain === undefined || target === undefined || isTorn(terrain) ? [] : legsTo(terrain, target);
  const moves = scheduleDrains(terrain?.nodes ?? [], legs, strategy);
  const hops = terrain === undefined ? [] : hopsOf(terrain, legs, moves);
  const findings = checkCluster({
    cluster,
    hops: hops.map(({ from, to }) => ({ from, to })),
    to: options.to,
    ...(options.today === undefined ? {} : { today: options.today }),
  });
  const isDone = target !== undefined && legs.length === 0 && terrain !== undefined && !isTorn(terrain);
  return {
    schemaVersion: 1,
    cluster: cluster.name,
    from: terrain === undefined ? "unknown" : plainVersion(terrain.oldestApiServer),
    to: plainVersion(target === undefined ? withPatch(asked) : target),
    strategy,
    verdict: verdictOf({ findings, isPlanned: hops.length > 0 || isDone }),
    ...(isDone ? { nothingToDo: true } : {}),
    hops,
    drains: drainsOf(terrain, legs, moves),
    findings,
    facts: {
      asOf: factsAsOf,
      sources: ["data/releases.json", "data/skew.json", "data/kubeadm.json", "data/traps.json"],
    },
  };
}

const KUBEADM_MANAGED: readonly Cluster["distribution"][] = [
  "kubeadm",
  "kind",
  "cluster-api",
  "kubespray",
  "unknown",
];

function isManaged({ distribution }: Cluster): boolean {
  return KUBEADM_MANAGED.includes(distribution);
}

/** API servers more than one minor apart: kubeadm cannot bring them together, so there is no way to plan. */
function isTorn({ oldestApiServer, newestApiServer }: Terrain): boolean {
  return newestApiServer.minor - oldestApiServer.minor > 1;
}

function hopsOf(terrain: Terrain, legs: readonly Leg[], moves: readonly KubeletMoves[]): Plan["hops"] {
  return legs.map((leg, index) => writeHop(hopContext(terrain, leg, { moves: moves[index] ?? [], index })));
}

function drainsOf(
  terrain: Terrain | undefined,
  legs: readonly Leg[],
  moves: readonly KubeletMoves[],
): Drains {
  const counted = (strategy: Strategy) => countDrains(scheduleDrains(terrain?.nodes ?? [], legs, strategy));
  return {
    planned: countDrains(moves),
    minimum: counted("fewest-drains"),
    nodeByNode: counted("node-by-node"),
  };
}

function verdictOf({
  findings,
  isPlanned,
}: {
  findings: readonly Finding[];
  isPlanned: boolean;
}): Plan["verdict"] {
  if (findings.some(({ severity }) => severity === "blocker")) return "blocked";
  return isPlanned ? "ready" : "unknown";
}
