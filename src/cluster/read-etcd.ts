import type { Finding } from "../source/finding.ts";
import type { ComponentInstance, Etcd } from "./cluster.ts";
import { claimsOf, onNode } from "./component-instances.ts";
import { type Claim, sourcesDisagree } from "./disagreement.ts";
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
  const configured = read.find(({ topology, members }) => topology === "external" || members === undefined);
  const { members, findings } = readMembers(observations);
  const endpoints = read.flatMap((etcd) => etcd.endpoints ?? []);
  const pinned = read.find(({ pinnedImageTag }) => pinnedImageTag !== undefined)?.pinnedImageTag;
  const version =
    members.toSorted(byVersion)[0]?.version ?? read.find((etcd) => etcd.version !== undefined)?.version;
  const etcd = {
    topology: configured?.topology ?? read[0]?.topology ?? "unknown",
    ...optional("version", version ?? configured?.version ?? pinned?.value),
    ...(members.length === 0 ? {} : { members }),
    ...optional("pinnedImageTag", pinned),
    ...(endpoints.length === 0 ? {} : { endpoints }),
  };
  return { etcd, findings };
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

function byVersion(left: { readonly version: string }, right: { readonly version: string }): number {
  return left.version.localeCompare(right.version, "en", { numeric: true });
}
