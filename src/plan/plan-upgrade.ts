import type { Cluster } from "../cluster/cluster.ts";
import { isUpgradedByKubeadm } from "../cluster/upgraded-by-kubeadm.ts";
import { checkCluster } from "../findings/registry.ts";
import { sortFindings } from "../findings/sort-findings.ts";
import { type GivenReleases, mergedReleases } from "../kubernetes/given-releases.ts";
import type { ReleaseFacts } from "../kubernetes/releases.ts";
import { parseVersion, type Version } from "../kubernetes/version.ts";
import type { Finding } from "../source/finding.ts";
import { countDrains, type KubeletMoves, scheduleDrains } from "./drain-schedule.ts";
import { judgeHalfDone } from "./half-done.ts";
import { hopContext } from "./hop-context.ts";
import { type Leg, legsTo } from "./legs.ts";
import { lifecycleManager } from "./lifecycle-manager.ts";
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
  /** Facts that are fresher than those that Kubehop brings. */
  readonly facts?: PlanFacts;
}

/** Facts of the caller, each in the shape of the file of `data/` that it is named after. */
export interface PlanFacts {
  readonly releases?: GivenReleases;
}

/**
 * Plans the way from what runs to `to`, minor by minor, so that the version skew policy and kubeadm's own
 * rules hold at every moment. Pure: the same input gives the same plan, byte for byte.
 *
 * A target that is unknown or below what runs, and a cluster that kubeadm does not manage, give a plan
 * without hops whose findings say why.
 *
 * @throws KubehopError `invalid-version` where `to` is no version, `invalid-date` where `today` is no date,
 * `invalid-facts` where `facts` cannot be used
 */
export function planUpgrade(cluster: Cluster, options: PlanOptions): Plan {
  const asked = parseVersion(options.to);
  const strategy = strategyFor(cluster, options.strategy);
  const releases = mergedReleases(options.facts?.releases);
  const terrain = isUpgradedByKubeadm(cluster.distribution) ? readTerrain(cluster, releases) : undefined;
  const route = terrain === undefined ? undefined : routeTo(terrain, options.to, strategy);
  const hops = terrain === undefined || route === undefined ? [] : hopsOf(terrain, route);
  const findings = findingsOf(cluster, { ...options, releases }, { terrain, route, hops });
  const isDone = route !== undefined && hops.length === 0;
  return {
    schemaVersion: 1,
    cluster: cluster.name,
    from: terrain === undefined ? "unknown" : plainVersion(terrain.oldestApiServer),
    to: plainVersion(withPatch(route === undefined ? asked : route.target, releases)),
    strategy,
    verdict: verdictOf(findings, { terrain, route }),
    ...(isDone ? { nothingToDo: true } : {}),
    hops,
    drains: drainsOf(terrain, route, strategy),
    findings,
    facts: { asOf: releases.asOf, sources: sourcesOf(options) },
  };
}

function sourcesOf({ facts }: PlanOptions): readonly string[] {
  return facts?.releases === undefined ? FACTS : [...FACTS, "options.facts.releases"];
}

const FACTS = [
  "data/releases.json",
  "data/skew.json",
  "data/kubeadm.json",
  "data/etcd-minimum.json",
  "data/traps.json",
];

/** Tools that run kubeadm for their users move every node in every hop: no kubelet can trail there. */
function strategyFor({ distribution }: Cluster, asked: Strategy | undefined): Strategy {
  return lifecycleManager(distribution) === undefined ? (asked ?? "fewest-drains") : "node-by-node";
}

/** The way to a target that exists and lies ahead; no legs where the cluster is there. */
interface Route {
  readonly target: Version;
  readonly legs: readonly Leg[];
  readonly moves: readonly KubeletMoves[];
}

interface Planned {
  readonly terrain: Terrain | undefined;
  readonly route: Route | undefined;
}

function routeTo(terrain: Terrain, to: string, strategy: Strategy): Route | undefined {
  const target = resolveTarget(to, terrain);
  if (target === undefined || isTorn(terrain)) return undefined;
  const legs = legsTo(terrain, target);
  return { target, legs, moves: scheduleDrains(terrain.nodes, legs, strategy) };
}

function hopsOf(terrain: Terrain, { legs, moves }: Route): Plan["hops"] {
  return legs.map((leg, index) => writeHop(hopContext(terrain, leg, { moves: moves[index] ?? [], index })));
}

function findingsOf(
  cluster: Cluster,
  { to, today, releases }: PlanOptions & { readonly releases: ReleaseFacts },
  { terrain, route, hops }: Planned & { readonly hops: Plan["hops"] },
): readonly Finding[] {
  const ranges = hops.map((hop) => ({ from: hop.from, to: hop.to }));
  const found = checkCluster({
    cluster,
    hops: ranges,
    to,
    releases,
    ...(today === undefined ? {} : { today }),
  });
  if (terrain === undefined || route === undefined) return found;
  return sortFindings(judgeHalfDone(found, terrain, route), ranges);
}

function drainsOf(terrain: Terrain | undefined, route: Route | undefined, taken: Strategy): Drains {
  const planned = countDrains(route?.moves ?? []);
  const counted = (strategy: Strategy) =>
    strategy === taken
      ? planned
      : countDrains(scheduleDrains(terrain?.nodes ?? [], route?.legs ?? [], strategy));
  return {
    planned,
    minimum: counted("fewest-drains"),
    nodeByNode: counted("node-by-node"),
  };
}

/** `unknown` where the plan rests on a kubelet whose version cannot be read, or where there is no way to plan. */
function verdictOf(findings: readonly Finding[], { terrain, route }: Planned): Plan["verdict"] {
  if (findings.some(({ severity }) => severity === "blocker")) return "blocked";
  const isKnown = terrain?.nodes.every(({ kubelet }) => kubelet !== undefined) ?? false;
  return route !== undefined && isKnown ? "ready" : "unknown";
}

/** API servers more than one minor apart: kubeadm cannot bring them together, so there is no way to plan. */
function isTorn({ oldestApiServer, newestApiServer }: Terrain): boolean {
  return newestApiServer.minor - oldestApiServer.minor > 1;
}
