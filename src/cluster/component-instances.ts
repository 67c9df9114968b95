import type { Finding } from "../source/finding.ts";
import type { ComponentInstance } from "./cluster.ts";
import { type Claim, judgeWithFinding } from "./disagreement.ts";
import { optional } from "./optional-member.ts";
import type { Observation } from "./reader.ts";

const COMPONENTS = {
  apiServers: "kube-apiserver",
  controllerManagers: "kube-controller-manager",
  schedulers: "kube-scheduler",
  cloudControllerManagers: "cloud-controller-manager",
  kubeProxies: "kube-proxy",
} as const;

export interface Instances {
  readonly instances: readonly ComponentInstance[];
  readonly findings: readonly Finding[];
}

/** The instances of a component, one per node; where a node was read twice with two versions, a finding says so. */
export function instancesOf(
  observations: readonly Observation[],
  member: keyof typeof COMPONENTS,
): Instances {
  const claims = claimsOf(observations, (observation) => observation[member]);
  const judged = [...Map.groupBy(claims, ({ node }) => node)].map(([node, ofNode]) => ({
    node,
    ...judgeWithFinding(onNode(COMPONENTS[member], node), ofNode),
  }));
  return {
    instances: judged.flatMap(({ node, believed }) =>
      believed === undefined
        ? []
        : [{ ...optional("node", node), version: believed.version, origin: believed.origin }],
    ),
    findings: judged.flatMap(({ findings }) => findings),
  };
}

/** `kube-apiserver on cp-1`. */
export function onNode(component: string, node: string | undefined): string {
  return node === undefined ? component : `${component} on ${node}`;
}

/** What the observations say of each instance, with the kind of source that says it. */
export function claimsOf(
  observations: readonly Observation[],
  instances: (observation: Observation) => readonly ComponentInstance[] | undefined,
): readonly (Claim & Pick<ComponentInstance, "node">)[] {
  return observations.flatMap((observation) =>
    (instances(observation) ?? []).flatMap(({ node, version, origin }) =>
      origin === undefined
        ? []
        : [{ ...optional("node", node), version, origin, nature: observation.nature }],
    ),
  );
}
