import type { Finding } from "../source/finding.ts";
import { clusterWords, homeDirectory, namesEnvironment } from "./home-directory.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { isJoinOnly, placeJoining } from "./joining-nodes.ts";
import { isMadeByKubeadm } from "./made-by-kubeadm.ts";
import { nodeComponents } from "./node-components.ts";
import type { Observation } from "./reader.ts";
import { hasNodeNames, type Seed, SeedIndex } from "./seed-index.ts";

/** The observations that describe one cluster. */
export interface ObservationGroup {
  /** The name that a source gives. */
  readonly name?: string;
  readonly observations: readonly Observation[];
}

export interface Grouping {
  readonly groups: readonly ObservationGroup[];
  readonly findings: readonly Finding[];
}

/**
 * Says which observations describe one cluster: those of one name, wherever they lie, and those of one home
 * directory, unless node lists without a common node, or control-plane endpoints, show that it holds several.
 */
export function groupObservations(observations: readonly Observation[]): Grouping {
  const named = [...Map.groupBy(observations.filter(hasName), ({ name }) => name)].map(([name, members]) => ({
    name,
    members,
  }));
  const unnamed = observations.filter((one) => !hasName(one) && !isJoinOnly(one));
  const seeds: Seed[] = named;
  const findings: Finding[] = [];
  const present = seedsByHome(named);
  for (const [home, members] of Map.groupBy(unnamed, ({ path }) => homeDirectory(path))) {
    const directory = new Directory([...(present.get(home) ?? [])]);
    directory.place(members);
    seeds.push(...directory.created);
    findings.push(...directory.findings);
  }
  const joining = observations.filter((one) => !hasName(one) && isJoinOnly(one));
  const ambiguous = placeJoining(joining, seeds);
  findings.push(
    ...ambiguous.map((one) => ambiguousSource([one], "several clusters: it is taken for none of them")),
  );
  const groups = seeds.map(({ name, members }) => ({
    ...(name === undefined ? {} : { name }),
    observations: members.toSorted(byPath),
  }));
  return { groups: groups.filter(({ observations: all }) => all.some(isAnchor)), findings };
}

/** Whether an observation alone shows that there is a cluster; kubelet settings and add-ons do not. */
export function isAnchor(observation: Observation): boolean {
  const { kubernetesVersion, desiredVersions, nodes, apiServers, distribution } = observation;
  if (kubernetesVersion !== undefined || desiredVersions !== undefined || distribution !== "unknown")
    return true;
  return (nodes?.length ?? 0) > 0 || (apiServers?.length ?? 0) > 0;
}

function seedsByHome(seeds: readonly Seed[]): ReadonlyMap<string, ReadonlySet<Seed>> {
  const byHome = new Map<string, Set<Seed>>();
  for (const seed of seeds) {
    for (const { path } of seed.members) {
      const home = homeDirectory(path);
      byHome.set(home, (byHome.get(home) ?? new Set()).add(seed));
    }
  }
  return byHome;
}

/** The clusters of one home directory while its unnamed observations find their places. */
class Directory {
  readonly created: Seed[] = [];
  readonly findings: Finding[] = [];
  private readonly present: readonly Seed[];
  private readonly index = new SeedIndex();

  constructor(present: readonly Seed[]) {
    this.present = present;
    for (const seed of present) this.index.add(seed, seed.members);
  }

  /** Node lists first, then configurations, then everything that only adds to a cluster. */
  place(observations: readonly Observation[]): void {
    const lists = observations.filter(hasNodeNames);
    const configurations = observations.filter((one) => !hasNodeNames(one) && isConfiguration(one));
    const rest = observations.filter((one) => !hasNodeNames(one) && !isConfiguration(one));
    const all = nodeComponents(lists);
    const components = all.filter((component) => !isThrowaway(component));
    const clusters = configurationClusters(configurations, components);
    const isOneCluster = components.length <= 1 && this.isOneConfiguration(clusters);
    for (const component of components) this.put(component, isOneCluster);
    for (const cluster of clusters) this.put(cluster, isOneCluster);
    for (const component of all.filter(isThrowaway)) this.create(component);
    for (const one of rest) this.put([one], false);
  }

  /** A configuration without a name is that of the one that gives it, unless their endpoints differ. */
  private isOneConfiguration(clusters: readonly (readonly Observation[])[]): boolean {
    if (this.present.length + clusters.length <= 1) return true;
    if (this.present.length !== 1 || clusters.length !== 1) return false;
    const all = [...(this.present[0]?.members ?? []), ...(clusters[0] ?? [])];
    if (new Set(all.map(familyOf)).size > 1) return false;
    return new Set(all.flatMap(({ endpoint }) => endpoint ?? [])).size < 2;
  }

  private put(members: readonly Observation[], isOneCluster: boolean): void {
    const [first] = this.index.seeds;
    const seed = isOneCluster ? first : this.seedFor(members);
    if (seed === undefined) {
      if (this.isAmbiguous(members)) {
        const known = `${this.index.seeds.length} clusters already: it is taken for one of its own`;
        this.findings.push(ambiguousSource(members, known));
      }
      this.create(members);
      return;
    }
    seed.members.push(...members);
    this.index.add(seed, members);
  }

  private create(members: readonly Observation[]): void {
    const seed = { members: [...members] };
    this.created.push(seed);
    this.index.add(seed, members);
  }

  /** The cluster that shares nodes, or the words of its name or files; else the only one, where nothing speaks against it. */
  private seedFor(members: readonly Observation[]): Seed | undefined {
    const byNodes = this.index.sharingNodes(members);
    if (byNodes.length === 1) return byNodes[0];
    const byWords = this.index.sharingWords(members);
    if (byWords.length === 1) return byWords[0];
    const [only, ...others] = this.index.seeds;
    const adds = members.every((one) => !hasNodeNames(one) && !isConfiguration(one));
    return others.length === 0 && adds ? only : undefined;
  }

  /** A second cluster of the directory is plain; a source that could belong to several is not. */
  private isAmbiguous(members: readonly Observation[]): boolean {
    const candidates = this.index.countWithNodes(!members.some(hasNodeNames));
    return candidates > 1 && members.some(isAnchor);
  }
}

function ambiguousSource(members: readonly Observation[], known: string): Finding {
  const path = members[0]?.path ?? "";
  const origin = members[0]?.origins[0];
  return inspectionFinding({
    id: "ambiguous-source",
    title: "A source could belong to several clusters",
    severity: "notice",
    certainty: "unknown",
    places: [{ path, line: origin?.line ?? 1, column: origin?.column ?? 1 }],
    why: `${path} gives no cluster name, and its directory describes ${known}.`,
    fix: "Give each cluster a directory, set clusterName, or name the sources of each cluster in .github/kubehop.yml.",
  });
}

/** A configuration of kind makes a cluster of its own wherever it lies; only its nodes say what else is about it. */
function isThrowaway(component: readonly Observation[]): boolean {
  return component.every(({ reader }) => reader === "kind");
}

/** Tools that build on kubeadm may describe one cluster together; every other tool's cluster is its own. */
function familyOf({ distribution }: Observation): string {
  return isMadeByKubeadm(distribution) ? "kubeadm" : distribution;
}

/**
 * Configurations of one directory are one cluster's, unless different tools made them, they name different
 * control-plane endpoints, or their files are named after different environments or after different node lists.
 */
function configurationClusters(
  configurations: readonly Observation[],
  lists: readonly (readonly Observation[])[],
): readonly (readonly Observation[])[] {
  const families = [...Map.groupBy(configurations, familyOf).values()];
  return families.flatMap((family) => clustersOfFamily(family, lists));
}

function clustersOfFamily(
  configurations: readonly Observation[],
  lists: readonly (readonly Observation[])[],
): readonly (readonly Observation[])[] {
  const listWords = new Set(lists.flat().map(({ path }) => clusterWords(path)));
  const keys = configurations.map(({ endpoint, path }) => {
    const words = clusterWords(path);
    const isTelling = words !== "" && (namesEnvironment(words) || listWords.has(words));
    return endpoint ?? (isTelling ? words : undefined);
  });
  if (new Set(keys.filter((key) => key !== undefined)).size < 2) {
    return configurations.length === 0 ? [] : [configurations];
  }
  return [...Map.groupBy(configurations, (_, index) => keys[index]).values()];
}

function isConfiguration({ kubernetesVersion, kubeadm, endpoint }: Observation): boolean {
  return (
    kubernetesVersion !== undefined || kubeadm?.clusterConfiguration !== undefined || endpoint !== undefined
  );
}

function hasName(observation: Observation): observation is Observation & { readonly name: string } {
  return observation.name !== undefined;
}

function byPath(left: Observation, right: Observation): number {
  if (left.path === right.path) return 0;
  return left.path < right.path ? -1 : 1;
}
