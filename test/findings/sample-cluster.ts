import type { Cluster, ClusterNode, KubeadmDocument } from "../../src/cluster/cluster.ts";
import { kubeadmReader } from "../../src/cluster/kubeadm.ts";
import type { HopRange } from "../../src/findings/check.ts";
import { checkCluster } from "../../src/findings/registry.ts";
import { upgradePath } from "../../src/kubernetes/upgrade-path.ts";
import { readDocuments } from "../../src/source/documents.ts";
import type { Finding } from "../../src/source/finding.ts";

/** A cluster of one control-plane node and one worker, all at `version`, with what `changes` says on top. */
export function clusterAt(version: string, changes: Partial<Cluster> = {}): Cluster {
  const here = { node: "cp-1", version };
  return {
    name: "prod",
    distribution: "kubeadm",
    controlPlane: {
      apiServers: [here],
      controllerManagers: [here],
      schedulers: [here],
      cloudControllerManagers: [],
      etcd: { topology: "stacked" },
    },
    nodes: [node("cp-1", version, { role: "control-plane" }), node("worker-1", version)],
    addons: [],
    origins: [],
    ...changes,
  };
}

/** A Ready Linux node on containerd 2.2. */
export function node(name: string, version: string, changes: Partial<ClusterNode> = {}): ClusterNode {
  return {
    name,
    role: "worker",
    kubeletVersion: version,
    containerRuntime: "containerd://2.2.1",
    os: { image: "Ubuntu 24.04.1 LTS", kernel: "6.8.0-45-generic", family: "linux" },
    ready: true,
    ...changes,
  };
}

/** The hops that the planner would take. */
export function hopsOf(from: string, to: string): readonly HopRange[] {
  return upgradePath(from, to).hops;
}

/** Everything that the checks say about a cluster on its way from its API server's version to `to`. */
export function findingsOf(cluster: Cluster, to: string): readonly Finding[] {
  const from = cluster.controlPlane.apiServers[0]?.version ?? to;
  return checkCluster({ cluster, hops: hopsOf(from, to), to });
}

/** A cluster whose kubeadm settings are read from text, as from a file named kubeadm.yaml. */
export function clusterWithSettings(version: string, text: string): Cluster {
  const file = { path: "kubeadm.yaml", text };
  const { observations } = kubeadmReader.read([
    { ...file, documents: () => readDocuments(file), isManifest: () => true, unread: () => [] },
  ]);
  const [observation] = observations;
  const cluster = clusterAt(version);
  if (observation?.kubeadm === undefined) return cluster;
  const { pinnedImageTag, endpoints, topology = "stacked" } = observation.etcd ?? {};
  return {
    ...cluster,
    controlPlane: {
      ...cluster.controlPlane,
      etcd: {
        topology,
        ...(pinnedImageTag === undefined ? {} : { pinnedImageTag }),
        ...(endpoints === undefined ? {} : { endpoints }),
      },
    },
    kubeadm: observation.kubeadm,
  };
}

/** A document as a reader gives it, for contents that no YAML text would give. */
export function documentOf(kind: string, content: Readonly<Record<string, unknown>>): KubeadmDocument {
  return {
    kind,
    apiVersion: "kubeadm.k8s.io/v1beta4",
    content,
    origin: { path: "kubeadm.yaml", line: 1, column: 1, field: "apiVersion", value: "" },
  };
}
