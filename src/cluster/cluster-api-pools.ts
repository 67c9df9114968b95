import type { SourceValue } from "../source/value.ts";
import type { ClusterNode } from "./cluster.ts";
import type { ClusterApiObject } from "./cluster-api-objects.ts";
import type { ClusterApiReading } from "./cluster-api-reading.ts";
import { readReplicas } from "./cluster-api-replicas.ts";
import { optional } from "./optional-member.ts";
import type { VersionReading } from "./reader.ts";
import { readVersion } from "./version-reading.ts";

/** A MachineDeployment or MachinePool. */
export function poolObservation({ name, value }: ClusterApiObject): ClusterApiReading {
  const version = readVersion(value.get("spec", "template", "spec", "version"));
  const replicas = readReplicas(value.get("spec", "replicas"), value);
  const node = poolOf({ name, count: replicas.count, version: version.reading });
  const at = version.reading?.origin ?? (value.get("metadata", "name") ?? value).origin();
  return {
    parts: [{ nodes: node === undefined ? [] : [node], origins: [at] }],
    findings: [...version.findings, ...replicas.findings],
  };
}

/** The pools of a topology, which run the topology's version. */
export function topologyPools({ value }: ClusterApiObject): ClusterApiReading {
  const topology = value.get("spec", "topology");
  const version = readVersion(topology?.get("version")).reading;
  const lists = ["machineDeployments", "machinePools"].map((kind) => topology?.get("workers", kind));
  const pools = lists.flatMap((list) => list?.items() ?? []).map((pool) => topologyPool(pool, version));
  const nodes = pools.flatMap(({ node }) => node ?? []);
  if (nodes.length === 0) return { parts: [], findings: [] };
  return {
    parts: [{ nodes, origins: pools.map(({ at }) => at) }],
    findings: pools.flatMap(({ findings }) => findings),
  };
}

function topologyPool(pool: SourceValue, version: VersionReading | undefined) {
  const name = pool.textAt("name") ?? pool.textAt("class") ?? "pool";
  const { count, findings } = readReplicas(pool.get("replicas"), pool);
  return { node: poolOf({ name, count, version }), at: (pool.get("name") ?? pool).origin(), findings };
}

interface Pool {
  readonly name: string;
  readonly count: number;
  readonly version: VersionReading | undefined;
}

/** A pool that is scaled to nothing has no node to move. */
function poolOf({ name, count, version }: Pool): ClusterNode | undefined {
  if (count === 0) return undefined;
  return {
    name,
    count,
    role: "worker",
    pool: name,
    kubeletVersion: version?.version ?? "unknown",
    ...optional("origin", version?.origin),
  };
}
