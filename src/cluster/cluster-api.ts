import { controlPlaneObservations } from "./cluster-api-control-plane.ts";
import { type ClusterApiGroup, groupByCluster } from "./cluster-api-groups.ts";
import { machineObservation } from "./cluster-api-machines.ts";
import { type ClusterApiObject, clusterApiObjects, mentionsClusterApi } from "./cluster-api-objects.ts";
import { poolObservation, topologyPools } from "./cluster-api-pools.ts";
import { clusterApiProvider } from "./cluster-api-provider.ts";
import type { ClusterApiReading } from "./cluster-api-reading.ts";
import { classSettings, objectSettings } from "./cluster-api-settings.ts";
import { withoutTemplates } from "./cluster-api-templates.ts";
import { kustomizePatches, patchesVersion } from "./kustomize-patches.ts";
import { notManagedByKubeadm } from "./not-managed-by-kubeadm.ts";
import { optional } from "./optional-member.ts";
import type { Observation, Reader, ReaderResult } from "./reader.ts";
import { isPlaceholder } from "./version-reading.ts";

/**
 * Cluster API: `Cluster` with or without a topology, `KubeadmControlPlane`, `MachineDeployment`,
 * `MachinePool`, `Machine`, `KubeadmConfigTemplate` and the classes they come from, v1alpha3 to v1beta2, over all files.
 */
export const clusterApiReader: Reader = {
  name: "cluster-api",
  wants: patchesVersion,
  wantsObjects: ({ text }) => mentionsClusterApi(text),
  read: (files) => {
    const { objects, unread } = withoutTemplates(files.flatMap(clusterApiObjects));
    const results = groupByCluster(objects).map((group) => readGroup(group, objects));
    return {
      observations: results.flatMap(({ observations }) => observations),
      findings: [...results.flatMap(({ findings }) => findings), ...kustomizePatches(files, objects)],
      unread,
    };
  },
};

function readGroup(group: ClusterApiGroup, all: readonly ClusterApiObject[]): ReaderResult {
  const provider = clusterApiProvider(group.objects);
  // A template is named by its directory: ${CLUSTER_NAME} names nothing.
  const name = isPlaceholder(group.name) ? undefined : group.name;
  const read = group.objects.map((object) => ({ object, ...readObject(object, group.objects, all) }));
  const observations = read.flatMap(({ object, parts }) =>
    parts.map(
      (part): Observation => ({
        reader: "cluster-api",
        path: object.path,
        ...optional("name", name),
        distribution: provider?.distribution ?? "cluster-api",
        nature: "declaration",
        ...part,
      }),
    ),
  );
  const findings = read.flatMap((one) => one.findings);
  const foreign =
    provider?.distribution !== "unknown"
      ? []
      : [notManagedByKubeadm({ ...provider, place: provider.at.place(), ...optional("cluster", name) })];
  return {
    observations,
    findings: [...findings.map((finding) => ({ ...finding, ...optional("cluster", name) })), ...foreign],
    unread: [],
  };
}

function readObject(
  object: ClusterApiObject,
  group: readonly ClusterApiObject[],
  all: readonly ClusterApiObject[],
): ClusterApiReading {
  switch (object.role) {
    case "cluster":
      return joined(
        controlPlaneObservations(object, group),
        topologyPools(object),
        classSettings(object, all),
      );
    case "control-plane":
      return joined(controlPlaneObservations(object, group), objectSettings(object));
    case "pool":
      return poolObservation(object);
    case "machine":
      return machineObservation(object, group);
    case "worker-configuration":
      return objectSettings(object);
    case "cluster-class":
    case "control-plane-template":
      return { parts: [], findings: [] };
    default:
      return object.role satisfies never;
  }
}

function joined(...readings: readonly ClusterApiReading[]): ClusterApiReading {
  return {
    parts: readings.flatMap(({ parts }) => parts),
    findings: readings.flatMap(({ findings }) => findings),
  };
}
