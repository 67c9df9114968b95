import type { SourceValue } from "../source/value.ts";
import type { ClusterApiObject } from "./cluster-api-objects.ts";
import type { ClusterApiPart, ClusterApiReading } from "./cluster-api-reading.ts";
import { type Replicas, readReplicas } from "./cluster-api-replicas.ts";
import { isTakenFromCluster } from "./kubernetes-objects.ts";
import { optional } from "./optional-member.ts";
import type { VersionReading } from "./reader.ts";
import { readVersion } from "./version-reading.ts";

/**
 * The control plane that a Cluster's topology or a control-plane object declares. What its status says is a
 * snapshot: `status.version` is the lowest version of its machines, whatever the spec asks for meanwhile.
 *
 * @param group all objects of the cluster: a Cluster whose control plane stands in a file of its own leaves
 * the machines to that
 */
export function controlPlaneObservations(
  object: ClusterApiObject,
  group: readonly ClusterApiObject[],
): ClusterApiReading {
  const declared = object.role === "cluster" ? topologyOf(object) : specOf(object);
  const version = readVersion(declared.version);
  const elsewhere = object.role === "cluster" && group.some(({ role }) => role === "control-plane");
  const hasMachines = declared.isWhole && !elsewhere;
  const replicas = hasMachines ? readReplicas(declared.replicas, declared.owner) : undefined;
  const running = isTakenFromCluster(object) ? readVersion(object.value.get("status", "version")) : undefined;
  const endpoint = endpointOf(object.value.get("spec", "controlPlaneEndpoint"));
  const part: ClusterApiPart = {
    ...optional("kubernetesVersion", version.reading),
    ...optional("endpoint", endpoint),
    ...optional("nodes", machines(declared.name, running?.reading ?? version.reading, replicas)),
    origins: [version.reading?.origin ?? (object.value.get("metadata", "name") ?? object.value).origin()],
  };
  return {
    parts: [part, ...snapshotOf(running?.reading)],
    findings: [...version.findings, ...(replicas?.findings ?? [])],
  };
}

interface DeclaredControlPlane {
  readonly name: string;
  readonly version: SourceValue | undefined;
  readonly replicas: SourceValue | undefined;
  readonly owner: SourceValue;
  /** False where the object only points at, or patches, the control plane. */
  readonly isWhole: boolean;
}

function topologyOf({ name, value }: ClusterApiObject): DeclaredControlPlane {
  const topology = value.get("spec", "topology");
  return {
    name: `${name}-control-plane`,
    version: topology?.get("version"),
    replicas: topology?.get("controlPlane", "replicas"),
    owner: topology?.get("controlPlane") ?? value,
    isWhole: topology?.has("class") === true || topology?.has("classRef") === true,
  };
}

/** Providers of their own keep the version in fields of their own. */
function specOf({ name, kind, value }: ClusterApiObject): DeclaredControlPlane {
  const spec = value.get("spec");
  return {
    name,
    version: spec?.get("version") ?? spec?.get("agentConfig", "version") ?? spec?.get("controlPlaneVersion"),
    replicas: spec?.get("replicas"),
    owner: value,
    isWhole: spec?.has("replicas") === true || kind === "KubeadmControlPlane",
  };
}

function machines(
  name: string,
  version: VersionReading | undefined,
  replicas: Replicas | undefined,
): ClusterApiPart["nodes"] {
  if (replicas === undefined || replicas.count === 0) return undefined;
  return [
    {
      name,
      count: replicas.count,
      role: "control-plane",
      kubeletVersion: version?.version ?? "unknown",
      ...optional("origin", version?.origin),
    },
  ];
}

function snapshotOf(running: VersionReading | undefined): readonly ClusterApiPart[] {
  if (running === undefined) return [];
  return [{ nature: "snapshot", kubernetesVersion: running, origins: [running.origin] }];
}

function endpointOf(endpoint: SourceValue | undefined): string | undefined {
  const host = endpoint?.textAt("host");
  if (host === undefined || host === "" || host.includes("$")) return undefined;
  const port = endpoint?.textAt("port");
  return port === undefined || port === "0" ? host : `${host}:${port}`;
}
