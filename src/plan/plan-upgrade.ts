import type { Cluster } from "../cluster/cluster.ts";
import { otherManager } from "../cluster/not-managed-by-kubeadm.ts";
import { optional } from "../cluster/optional-member.ts";
import { apiMigrations } from "../findings/api-migrations.ts";
import type { CheckSelection } from "../findings/check-selection.ts";
import { checkCluster } from "../findings/registry.ts";
import { sortFindings } from "../findings/sort-findings.ts";
import { type GivenReleases, mergedReleases } from "../kubernetes/given-releases.ts";
import type { ReleaseFacts } from "../kubernetes/releases.ts";
import { minorOf, parseVersion, type Version } from "../kubernetes/version.ts";
import { emptyRepository, type Repository } from "../manifests/repository.ts";
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
  /** What the cluster's repository holds beside the cluster: its manifests are judged for the way. */
  readonly repository?: Repository;
  /** Takes out of the findings what somebody decided to live with, before the verdict rests on them. */
  readonly keep?: (findings: readonly Finding[]) => readonly Finding[];
  /** The checks whose findings the plan carries; all of them where it is left out. */
  readonly checks?: CheckSelection;
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
  const known = readTerrain(cluster, releases);
  const terrain = otherManager(cluster.distribution) === undefined ? known : undefined;
  const route = terrain === undefined ? undefined : routeTo(terrain, options.to, strategy);
  const hops = terrain === undefined || route === undefined ? [] : hopsOf(terrain, route, options.repository);
  const findings = findingsOf(cluster, { ...options, releases }, { terrain, route, hops });
  const verdict = verdictOf(findings, { terrain, route });
  const isDone = route !== undefined && hops.length === 0 && verdict === "ready";
  return {
    schemaVersion: 1,
    cluster: cluster.name,
    from: known === undefined ? "unknown" : plainVersion(known.oldestApiServer),
    to: plainVersion(withPatch(route === undefined ? asked : route.target, releases)),
    strategy,
    verdict,
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
  "data/api-lifecycle.json",
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

function hopsOf(
  terrain: Terrain,
  { legs, moves, target }: Route,
  repository = emptyRepository,
): Plan["hops"] {
  const migrations = apiMigrations(repository, minorOf(terrain.oldestApiServer), minorOf(target));
  return legs.map((leg, index) =>
    writeHop(hopContext(terrain, leg, { moves: moves[index] ?? [], index, migrations })),
  );
}

function findingsOf(
  cluster: Cluster,
  options: PlanOptions & { readonly releases: ReleaseFacts },
  { terrain, route, hops }: Planned & { readonly hops: Plan["hops"] },
): readonly Finding[] {
  const { to, today, repository, checks, releases, keep = (findings) => findings } = options;
  const ranges = hops.map((hop) => ({ from: hop.from, to: hop.to }));
  const context = {
    cluster,
    hops: ranges,
    to,
    releases,
    ...optional("today", today),
    ...optional("repository", repository),
  };
  const found = checkCluster(context, checks);
  if (terrain === undefined || route === undefined) return keep(found);
  return keep(sortFindings(judgeHalfDone(found, terrain, route), ranges));
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
