import type { Finding } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type { ComponentInstance, Etcd } from "./cluster.ts";
import { claimsOf, onNode } from "./component-instances.ts";
import { type Claim, sourcesDisagree } from "./disagreement.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { optional } from "./optional-member.ts";
import type { Observation } from "./reader.ts";

/** The etcd of a cluster, and the members that two sources give two versions of. */
export interface EtcdReading {
  readonly etcd: Etcd;
  readonly findings: readonly Finding[];
}

/**
 * The etcd behind the API servers: its topology as a configuration has it, its version as the oldest member's
 * pod shows it, else as a file states or pins it.
 */
export function readEtcd(observations: readonly Observation[]): EtcdReading {
  const read = observations.flatMap(({ etcd }) => etcd ?? []);
  const { topology, findings: differing } = readTopology(observations);
  const { members, findings } = readMembers(observations);
  const endpoints = read.flatMap((etcd) => etcd.endpoints ?? []);
  const pinned = read.find(({ pinnedImageTag }) => pinnedImageTag !== undefined)?.pinnedImageTag;
  const version =
    members.toSorted(byVersion)[0]?.version ?? read.find((etcd) => etcd.version !== undefined)?.version;
  const etcd = {
    topology,
    ...optional("version", version ?? pinned?.value),
    ...(members.length === 0 ? {} : { members }),
    ...optional("pinnedImageTag", pinned),
    ...(endpoints.length === 0 ? {} : { endpoints }),
  };
  return { etcd, findings: [...differing, ...findings] };
}

interface TopologyClaim {
  readonly topology: Etcd["topology"];
  readonly origin: Origin;
  readonly nature: Observation["nature"];
}

type TopologyReading = Pick<Etcd, "topology"> & Pick<EtcdReading, "findings">;

/** What configurations say counts before what pods show, and the running cluster's own before a file's. */
function readTopology(observations: readonly Observation[]): TopologyReading {
  const configured = observations.flatMap(({ etcd, nature, origins: [first] }): readonly TopologyClaim[] => {
    const origin = etcd?.origin ?? first;
    if (etcd?.topology === undefined || etcd.members !== undefined || origin === undefined) return [];
    return [{ topology: etcd.topology, origin, nature }];
  });
  const believed = configured.find(({ nature }) => nature === "snapshot") ?? configured[0];
  if (believed === undefined) {
    const shown = observations.find(({ etcd }) => etcd?.topology !== undefined)?.etcd?.topology;
    return { topology: shown ?? "unknown", findings: [] };
  }
  const others = configured.filter(({ topology }) => topology !== believed.topology);
  const findings = others.length === 0 ? [] : [topologiesDiffer([believed, ...others])];
  return { topology: believed.topology, findings };
}

function topologiesDiffer(claims: readonly TopologyClaim[]): Finding {
  const said = claims.map(({ topology, origin: { path, line } }) => `${topology} (${path}:${line})`);
  return inspectionFinding({
    id: "sources-disagree",
    title: "Two sources disagree about etcd",
    severity: "risk",
    certainty: "proven",
    places: claims.map(({ origin: { path, line, column } }) => ({ path, line, column })),
    why: `etcd is ${said.join(", but ")}. The first is believed: a snapshot shows what runs, and of files the first is taken.`,
    fix: "Take the snapshots again, or correct the file that is out of date: who upgrades etcd depends on it.",
  });
}

/** Each member once; the older version is believed, because the members' minimum decides. */
function readMembers(observations: readonly Observation[]) {
  const claims = claimsOf(observations, ({ etcd }) => etcd?.members);
  const members: ComponentInstance[] = [];
  const findings: Finding[] = [];
  for (const [node, ofNode] of Map.groupBy(claims, (claim) => claim.node)) {
    const [believed, ...others] = ofNode.toSorted(byVersion);
    if (believed === undefined) continue;
    members.push({ ...optional("node", node), version: believed.version, origin: believed.origin });
    const differing: readonly Claim[] = others.filter(({ version }) => version !== believed.version);
    if (differing.length > 0)
      findings.push(sourcesDisagree(onNode("etcd", node), { believed, others: differing }));
  }
  return { members, findings };
}

/** Sources mostly agree, and the first comparison by a language's rules loads them all: 10 ms. */
function byVersion(left: { readonly version: string }, right: { readonly version: string }): number {
  if (left.version === right.version) return 0;
  return left.version.localeCompare(right.version, "en", { numeric: true });
}
