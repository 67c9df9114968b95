import { LinkedGroups } from "./linked-groups.ts";
import type { Observation } from "./reader.ts";

/**
 * Which node lists of one directory describe one cluster: those with a common node, and all the single
 * objects (`kubectl get node NAME`) together. Lists without a control-plane node are no cluster of their
 * own where exactly one other list has them (`kubectl get nodes -l …`).
 */
export function nodeComponents(lists: readonly Observation[]): readonly (readonly Observation[])[] {
  const components = componentsOf(lists);
  const complete = components.filter(hasControlPlane);
  if (complete.length !== 1) return components;
  return [[...complete.flat(), ...components.filter((one) => !hasControlPlane(one)).flat()]];
}

/** Stands in for a node that all single objects name. */
const SINGLE_OBJECTS = Symbol("single objects");

function componentsOf(lists: readonly Observation[]): readonly (readonly Observation[])[] {
  const groups = new LinkedGroups<string | symbol>();
  const [kinds, others] = [lists.filter(isKind), lists.filter((list) => !isKind(list))];
  const keys = others.map((list) => [
    ...nodeNames(list),
    ...(list.completeNodeList === true ? [] : [SINGLE_OBJECTS]),
  ]);
  for (const own of keys) groups.link(own);
  const components = Map.groupBy(others, (_, index) => groups.groupOf(keys[index]?.[0] ?? SINGLE_OBJECTS));
  // Configurations of kind give the same default names to the nodes of different clusters: one joins what a snapshot shows.
  const taken = new Set<unknown>();
  const apart: Observation[][] = [];
  for (const kind of kinds) {
    const name = nodeNames(kind).find((one) => groups.has(one));
    const group = name === undefined ? undefined : groups.groupOf(name);
    if (group === undefined || taken.has(group)) apart.push([kind]);
    else components.get(group)?.push(kind);
    taken.add(group);
  }
  return [...components.values(), ...apart];
}

function isKind({ reader }: Observation): boolean {
  return reader === "kind";
}

function hasControlPlane(component: readonly Observation[]): boolean {
  return component.some(({ nodes }) => (nodes ?? []).some(({ role }) => role === "control-plane"));
}

/** The nodes that an observation names, by list or by the pods that run there. */
export function nodeNames({ nodes, apiServers, kubeProxies, etcd }: Observation): readonly string[] {
  const fromPods = [...(apiServers ?? []), ...(kubeProxies ?? []), ...(etcd?.members ?? [])];
  return [
    ...(nodes ?? []).flatMap(({ name, count }) => (count === undefined ? [name] : [])),
    ...fromPods.flatMap(({ node }) => node ?? []),
  ];
}
