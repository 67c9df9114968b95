import type { Observation } from "./reader.ts";

/**
 * Which node lists of one directory describe one cluster: those with a common node, and all the single
 * objects (`kubectl get node NAME`) together. Lists without a control-plane node are no cluster of their
 * own where exactly one other list has them (`kubectl get nodes -l …`).
 */
export function nodeComponents(lists: readonly Observation[]): readonly (readonly Observation[])[] {
  let components: Observation[][] = [];
  // Last, because configurations of kind give the same default names to the nodes of different clusters.
  const ordered = lists.toSorted((left, right) => Number(isKind(left)) - Number(isKind(right)));
  for (const list of ordered) {
    const joined = components.filter((component) => belongsTo(list, component));
    components = [...components.filter((one) => !joined.includes(one)), [...joined.flat(), list]];
  }
  const complete = components.filter(hasControlPlane);
  if (complete.length !== 1) return components;
  return [[...complete.flat(), ...components.filter((one) => !hasControlPlane(one)).flat()]];
}

/** Whether two sets of observations name a common node. */
export function shareNodes(left: readonly Observation[], right: readonly Observation[]): boolean {
  const names = new Set(left.flatMap(nodeNames));
  return right.some((observation) => nodeNames(observation).some((name) => names.has(name)));
}

function isKind({ reader }: Observation): boolean {
  return reader === "kind";
}

function belongsTo(list: Observation, component: readonly Observation[]): boolean {
  if (isKind(list) && component.some(isKind)) return false;
  const isSingle = !isKind(list) && list.completeNodeList !== true;
  if (isSingle && component.some(({ completeNodeList }) => completeNodeList !== true)) return true;
  return shareNodes(component, [list]);
}

function hasControlPlane(component: readonly Observation[]): boolean {
  return component.some(({ nodes }) => (nodes ?? []).some(({ role }) => role === "control-plane"));
}

/** The nodes that an observation names, by list or by the pods that run there. */
function nodeNames({ nodes, apiServers, kubeProxies, etcd }: Observation): readonly string[] {
  const fromPods = [...(apiServers ?? []), ...(kubeProxies ?? []), ...(etcd?.members ?? [])];
  return [
    ...(nodes ?? []).flatMap(({ name, count }) => (count === undefined ? [name] : [])),
    ...fromPods.flatMap(({ node }) => node ?? []),
  ];
}
