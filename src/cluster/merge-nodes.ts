import type { Finding } from "../source/finding.ts";
import type { ClusterNode, ComponentInstance } from "./cluster.ts";
import { instancesOf } from "./component-instances.ts";
import { type Claim, type Judgement, judge, sourcesDisagree } from "./disagreement.ts";
import { optional } from "./optional-member.ts";
import type { Observation } from "./reader.ts";
import { oldest } from "./same-version.ts";

export interface NodesReading {
  readonly nodes: readonly ClusterNode[];
  readonly findings: readonly Finding[];
}

interface ObservedNode {
  readonly node: ClusterNode;
  readonly nature: Observation["nature"];
}

/**
 * The nodes of one cluster, each once, in the order they were read. Where a snapshot lists nodes, pools that
 * a file only counts are left out: their nodes are among the listed ones.
 */
export function mergeNodes(observations: readonly Observation[]): NodesReading {
  const all = observations.flatMap(({ nodes, nature }) =>
    (nodes ?? []).map((node): ObservedNode => ({ node, nature })),
  );
  const isListed = all.some(({ node, nature }) => nature === "snapshot" && node.count === undefined);
  const kept = isListed ? all.filter(({ node }) => node.count === undefined) : all;
  const merged = [...Map.groupBy(kept, ({ node }) => node.name).values()].map(mergeNode);
  const proxies = instancesOf(observations, "kubeProxies");
  return {
    nodes: withKubeProxies(
      merged.flatMap(({ node }) => node ?? []),
      proxies.instances,
    ),
    findings: [...disagreements(merged), ...proxies.findings],
  };
}

interface MergedNode {
  readonly node: ClusterNode | undefined;
  readonly judgement?: Judgement;
}

function mergeNode(observed: readonly ObservedNode[]): MergedNode {
  const [first] = observed;
  if (observed.length < 2 || first === undefined) return { node: first?.node };
  const claims = observed.flatMap(({ node, nature }) =>
    node.origin === undefined || node.kubeletVersion === "unknown"
      ? []
      : [{ version: node.kubeletVersion, origin: node.origin, nature, node }],
  );
  const judgement = judge(withoutProposals(claims));
  const { believed } = judgement;
  const best = claims.find(({ origin }) => origin === believed?.origin)?.node ?? first.node;
  // What only another source knows (a pool, taints) is kept beside what the believed one says.
  let node = best;
  for (const one of observed) node = { ...one.node, ...node };
  return { node, judgement };
}

/** A file that asks for a newer kubelet than a snapshot shows proposes an upgrade and contradicts nothing. */
function withoutProposals<NodeClaim extends Claim>(claims: readonly NodeClaim[]): readonly NodeClaim[] {
  const running = oldest(claims.filter(({ nature }) => nature === "snapshot"));
  if (running === undefined) return claims;
  return claims.filter((claim) => claim.nature === "snapshot" || oldest([running, claim]) === claim);
}

/** One finding per pair of files and versions, however many nodes it is about. */
function disagreements(merged: readonly MergedNode[]): readonly Finding[] {
  const disagreeing = merged.flatMap(({ node, judgement }) =>
    node === undefined || judgement?.believed === undefined || judgement.others.length === 0
      ? []
      : [{ name: node.name, believed: judgement.believed, others: judgement.others }],
  );
  const alike = Map.groupBy(disagreeing, ({ believed, others }) =>
    [believed, ...others].map(({ version, origin }) => `${version} ${origin.path}`).join(" "),
  );
  return [...alike.values()].flatMap((nodes) => {
    const [first] = nodes;
    if (first === undefined) return [];
    const others = nodes.slice(1).flatMap((one) => [one.believed, ...one.others]);
    return [sourcesDisagree(kubeletsOf(nodes.map(({ name }) => name)), first, others)];
  });
}

function kubeletsOf(names: readonly string[]): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return `The kubelet of node ${only}`;
  const shown = names.slice(0, 5).join(", ");
  return `The kubelet of ${names.length} nodes (${shown}${names.length > 5 ? ", …" : ""})`;
}

/** A node's own pod tells its kube-proxy's version, else the DaemonSet that gives every node the same. */
function withKubeProxies(
  nodes: readonly ClusterNode[],
  proxies: readonly ComponentInstance[],
): readonly ClusterNode[] {
  const byNode = new Map(proxies.map(({ node, version }) => [node, version]));
  return nodes.map((node) => ({
    ...node,
    ...optional("kubeProxyVersion", byNode.get(node.name) ?? byNode.get(undefined) ?? node.kubeProxyVersion),
  }));
}
