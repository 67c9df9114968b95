import type { SourceValue } from "../source/value.ts";
import type { ClusterApiObject } from "./cluster-api-objects.ts";
import type { ClusterApiReading } from "./cluster-api-reading.ts";
import { isTakenFromCluster } from "./kubernetes-objects.ts";
import { optional } from "./optional-member.ts";
import { readVersion } from "./version-reading.ts";

const CONTROL_PLANE = "cluster.x-k8s.io/control-plane";
const POOL = "cluster.x-k8s.io/deployment-name";
const NOTHING: ClusterApiReading = { parts: [], findings: [] };

/**
 * One Machine: a node, at the version that it is asked for, or that its kubelet reports where the management
 * cluster was asked.
 *
 * @param group all objects of the cluster: machines that a pool or a control plane of it made are counted there
 */
export function machineObservation(
  object: ClusterApiObject,
  group: readonly ClusterApiObject[],
): ClusterApiReading {
  const { name, value } = object;
  if (isMadeBy(value, group)) return NOTHING;
  const kubelet = isTakenFromCluster(object)
    ? readVersion(value.get("status", "nodeInfo", "kubeletVersion")).reading
    : undefined;
  const wanted = readVersion(value.get("spec", "version"));
  const version = kubelet ?? wanted.reading;
  const node = {
    name: value.textAt("status", "nodeRef", "name") ?? name,
    count: 1,
    role: isControlPlane(value) ? "control-plane" : "worker",
    ...optional("pool", value.textAt("metadata", "labels", POOL)),
    kubeletVersion: version?.version ?? "unknown",
    ...optional("origin", version?.origin),
  } as const;
  const at = version?.origin ?? (value.get("metadata", "name") ?? value).origin();
  return {
    parts: [{ ...(kubelet === undefined ? {} : { nature: "snapshot" }), nodes: [node], origins: [at] }],
    findings: wanted.findings,
  };
}

/** A control plane makes its own machines, pools make the others, and a topology makes both. */
function isMadeBy(machine: SourceValue, group: readonly ClusterApiObject[]): boolean {
  const owners = machine.get("metadata", "ownerReferences")?.items() ?? [];
  if (owners.every((owner) => owner.textAt("kind") === "Cluster")) return false;
  const maker = isControlPlane(machine) ? "control-plane" : "pool";
  return group.some(
    ({ role, value }) =>
      role === maker || (role === "cluster" && value.get("spec", "topology") !== undefined),
  );
}

function isControlPlane(machine: SourceValue): boolean {
  return machine.get("metadata", "labels")?.has(CONTROL_PLANE) === true;
}
