import { isMapping } from "../source/mapping.ts";
import { homeDirectory } from "./home-directory.ts";
import type { Observation } from "./reader.ts";
import type { Seed } from "./seed-index.ts";

/** Whether all that an observation says is how a node joins a cluster: that cluster is described elsewhere. */
export function isJoinOnly({ kubeadm, nodes, apiServers, desiredVersions }: Observation): boolean {
  const documents = kubeadm?.documents ?? [];
  if (nodes !== undefined || apiServers !== undefined || desiredVersions !== undefined) return false;
  return (
    documents.some(({ kind }) => kind === "JoinConfiguration") &&
    documents.every(({ kind }) => !/^(?:Cluster|Init|Upgrade)Configuration$/.test(kind))
  );
}

/**
 * Puts nodes that join to the clusters whose endpoint they ask, else to the only cluster of their directory; where
 * there is none, those of one directory are a cluster that nobody described yet.
 *
 * @returns those that could belong to several clusters
 */
export function placeJoining(joining: readonly Observation[], seeds: Seed[]): readonly Observation[] {
  const described = [...seeds];
  return joining.filter((observation) => {
    const home = homeDirectory(observation.path);
    const asked = described.filter(({ members }) => members.some((member) => answers(member, observation)));
    const beside = seeds.filter(({ members }) => members.some(({ path }) => homeDirectory(path) === home));
    const [seed, ...others] = asked.length === 1 ? asked : beside;
    if (others.length > 0) return true;
    if (seed === undefined) seeds.push({ members: [observation] });
    else seed.members.push(observation);
    return false;
  });
}

function answers({ endpoint }: Observation, joining: Observation): boolean {
  const asked = endpointAsked(joining);
  return endpoint !== undefined && asked !== undefined && withPort(endpoint) === withPort(asked);
}

function endpointAsked({ kubeadm }: Observation): string | undefined {
  const join = kubeadm?.documents.find(({ kind }) => kind === "JoinConfiguration")?.content;
  const discovery = isMapping(join?.discovery) ? join.discovery : {};
  const token = isMapping(discovery.bootstrapToken) ? discovery.bootstrapToken : {};
  return typeof token.apiServerEndpoint === "string" ? token.apiServerEndpoint : undefined;
}

/** kubeadm's own port where none is written. */
function withPort(endpoint: string): string {
  return /:\d+$/.test(endpoint) ? endpoint : `${endpoint}:6443`;
}
