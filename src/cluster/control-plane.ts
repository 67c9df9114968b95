import type { Finding } from "../source/finding.ts";
import type { ClusterNode, ComponentInstance, ControlPlane } from "./cluster.ts";
import { instancesOf } from "./component-instances.ts";
import { inferenceFinding, newerKubelets } from "./control-plane-findings.ts";
import { type Claim, judgeWithFinding } from "./disagreement.ts";
import { optional } from "./optional-member.ts";
import { readEtcd } from "./read-etcd.ts";
import type { Observation, VersionReading } from "./reader.ts";
import { oldest } from "./same-version.ts";

export interface ControlPlaneReading {
  readonly controlPlane: ControlPlane;
  readonly findings: readonly Finding[];
}

/**
 * The control plane of a cluster. API server versions come from the static pods, else from
 * `kubernetesVersion`, else from the control-plane nodes' kubelets, which is an inference and is said.
 * The controller-manager and the scheduler are what their pods show, else what the API server beside them is.
 */
export function readControlPlane(
  observations: readonly Observation[],
  nodes: readonly ClusterNode[],
): ControlPlaneReading {
  const members = nodes.filter(({ role }) => role === "control-plane");
  const pods = instancesOf(observations, "apiServers");
  const declared = judgeWithFinding(
    "The control plane's version",
    versionClaims(observations, pods.instances),
  );
  const apiServers = completed(pods.instances, members, declared.believed);
  const controllerManagers = instancesOf(observations, "controllerManagers");
  const schedulers = instancesOf(observations, "schedulers");
  const cloud = instancesOf(observations, "cloudControllerManagers");
  const etcd = readEtcd(observations);
  const endpoint = observations.find((one) => one.endpoint !== undefined)?.endpoint;
  return {
    controlPlane: {
      apiServers: apiServers.instances,
      controllerManagers: beside(controllerManagers.instances, apiServers.instances),
      schedulers: beside(schedulers.instances, apiServers.instances),
      cloudControllerManagers: cloud.instances,
      etcd: etcd.etcd,
      ...optional("endpoint", endpoint),
    },
    findings: [
      ...[pods, controllerManagers, schedulers, cloud, etcd].flatMap(({ findings }) => findings),
      ...declared.findings,
      ...inferenceFinding(apiServers.inferred),
      ...(pods.instances.length > 0 ? [] : newerKubelets(declared.believed, members)),
    ],
  };
}

/** What the configurations say, and what the oldest API server pod says, because both mean the same thing. */
function versionClaims(
  observations: readonly Observation[],
  pods: readonly ComponentInstance[],
): readonly Claim[] {
  const configured = observations.flatMap(({ kubernetesVersion, nature }) =>
    kubernetesVersion === undefined ? [] : [{ ...kubernetesVersion, nature }],
  );
  const running = oldest(pods);
  const isHalfWay = pods.some(({ version }) => configured.some((claim) => claim.version === version));
  if (running?.origin === undefined || isHalfWay) return configured;
  const isSnapshot = observations.some(
    (one) => one.nature === "snapshot" && (one.apiServers ?? []).length > 0,
  );
  const nature = isSnapshot ? "snapshot" : "declaration";
  return [...configured, { version: running.version, origin: running.origin, nature }];
}

interface CompletedInstances {
  readonly instances: readonly ComponentInstance[];
  /** The instances that were taken from kubelets. */
  readonly inferred: readonly ComponentInstance[];
}

function completed(
  pods: readonly ComponentInstance[],
  members: readonly ClusterNode[],
  declared: VersionReading | undefined,
): CompletedInstances {
  const seen = new Set(pods.map(({ node }) => node));
  if (seen.has(undefined)) return { instances: pods, inferred: [] };
  const missing = members.filter(({ name }) => !seen.has(name));
  if (declared !== undefined) {
    const { version, origin } = declared;
    const added = missing.map(({ name, count }) => (count === undefined ? { node: name } : {}));
    const instances = added.length > 0 ? added : pods.length > 0 ? [] : [{}];
    return { instances: [...pods, ...instances.map((node) => ({ ...node, version, origin }))], inferred: [] };
  }
  const inferred = missing
    .filter(({ kubeletVersion }) => kubeletVersion !== "unknown")
    .map(({ name, kubeletVersion, origin }) => ({
      node: name,
      version: kubeletVersion,
      ...optional("origin", origin),
    }));
  return { instances: [...pods, ...inferred], inferred };
}

/** A component's own pods, and for the nodes without one the version of the API server there. */
function beside(
  own: readonly ComponentInstance[],
  apiServers: readonly ComponentInstance[],
): readonly ComponentInstance[] {
  const seen = new Set(own.map(({ node }) => node));
  return seen.has(undefined) ? own : [...own, ...apiServers.filter(({ node }) => !seen.has(node))];
}
