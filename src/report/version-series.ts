import type { Cluster } from "../cluster/cluster.ts";
import type { Hop } from "../plan/plan.ts";
import { type Tally, versionOrder } from "./version-counter.ts";
import { statesAfterHops, type VersionState, versionMoments } from "./version-replay.ts";

/** From one step on, the oldest and the newest version of a component. */
export interface SeriesPoint {
  readonly step: number;
  readonly oldest: string;
  readonly newest: string;
}

/** One component over the steps; a point stands only where something changes. */
export interface VersionSeries {
  readonly name: string;
  readonly points: readonly SeriesPoint[];
}

/** Pools beyond this many are drawn as one. */
const POOLS = 4;

/** The components of a cluster over the steps of a plan; what no file tells is left out. */
export function versionSeries(cluster: Cluster, hops: readonly Hop[]): readonly VersionSeries[] {
  const [start] = statesAfterHops(cluster, []);
  const series = sourcesOf(start).map((source) => ({ ...source, points: [] as SeriesPoint[] }));
  for (const { step, state } of versionMoments(cluster, hops)) {
    for (const { tallyOf, points } of series) addPoint(points, step, tallyOf(state));
  }
  return series.flatMap(({ name, points }) => (points.length === 0 ? [] : [{ name, points }]));
}

/** All versions that the series pass, oldest first. */
export function versionsOf(series: readonly VersionSeries[]): readonly string[] {
  const versions = series.flatMap(({ points }) => points.flatMap(({ oldest, newest }) => [oldest, newest]));
  return [...new Set(versions)].toSorted(versionOrder);
}

interface Source {
  readonly name: string;
  readonly tallyOf: (state: VersionState) => Tally;
}

function sourcesOf(start: VersionState | undefined): readonly Source[] {
  const pools = [...(start?.kubeletPools.keys() ?? [])];
  const kubelets: readonly Source[] =
    pools.length > POOLS
      ? [{ name: "kubelets", tallyOf: (state) => state.kubelets }]
      : pools.map((pool) => ({
          name: `kubelets: ${pool}`,
          tallyOf: (state) => state.kubeletPools.get(pool) ?? [],
        }));
  return [
    { name: "API servers", tallyOf: (state) => state.apiServers },
    { name: "controllers, schedulers", tallyOf: (state) => state.managers },
    { name: "kube-proxy", tallyOf: (state) => state.kubeProxies },
    ...kubelets,
  ];
}

function addPoint(points: SeriesPoint[], step: number, tally: Tally): void {
  const [oldest, newest] = [tally[0]?.version, tally.at(-1)?.version];
  if (oldest === undefined || newest === undefined) return;
  const last = points.at(-1);
  if (last?.oldest !== oldest || last.newest !== newest) points.push({ step, oldest, newest });
}
