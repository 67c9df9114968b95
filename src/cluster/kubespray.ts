import type { Finding } from "../source/finding.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { type KubesprayCluster, kubesprayClusters } from "./kubespray-clusters.ts";
import { readIniInventory } from "./kubespray-ini.ts";
import { hostsOf, isKubespray } from "./kubespray-inventory.ts";
import { clusterSettings, kubesprayNodes } from "./kubespray-nodes.ts";
import { effective, isGroupVariables, readGroupVariables } from "./kubespray-variables.ts";
import { readYamlInventory } from "./kubespray-yaml.ts";
import { optional } from "./optional-member.ts";
import type { Observation, Reader, ReaderResult } from "./reader.ts";
import { readVersionAt, type VersionAnswer, withoutPrefix } from "./version-reading.ts";

const INI = /^\[(?:kube[-_](?:control[-_]?plane|master|node)|k8s[-_]cluster)(?::(?:children|vars))?\]/m;
const YAML = /^[ \t]*["']?(?:kube[-_](?:control[-_]?plane|master|node)|k8s[-_]cluster)["']?[ \t]*:/m;

/** kubespray: `kube_version` and other variables of `group_vars`, and inventories in INI and YAML. */
export const kubesprayReader: Reader = {
  name: "kubespray",
  wants: (file) => INI.test(file.text) || isInventoryPath(file.path, file.text) || isGroupVariables(file),
  read: (files) => {
    const inventories = files
      .filter((file) => !isGroupVariables(file))
      .map((file) => (INI.test(file.text) ? readIniInventory(file) : readYamlInventory(file)))
      .filter(isKubespray);
    const variables = files.filter(isGroupVariables).flatMap((file) => readGroupVariables(file) ?? []);
    const results = kubesprayClusters(inventories, variables).map(readKubespray);
    return {
      observations: results.flatMap(({ observations }) => observations),
      findings: results.flatMap(({ findings }) => findings),
      unread: inventories.flatMap(({ unread }) => unread),
    };
  },
};

/** Roles and playbooks talk about the groups too; an inventory is data. */
function isInventoryPath(path: string, text: string): boolean {
  return (
    YAML.test(text) &&
    /^[ \t]+["']?hosts["']?[ \t]*:/m.test(text) &&
    !/\/(?:roles|tasks|playbooks)\//.test(path)
  );
}

function readKubespray(cluster: KubesprayCluster): ReaderResult {
  const set = effective("kube_version", cluster.variables);
  const version = set === undefined ? undefined : readVersionAt(set.origin);
  const nodes = kubesprayNodes(cluster, version?.reading);
  const { etcd, endpoint, origins } = clusterSettings(cluster);
  const hosts = cluster.inventories.flatMap((inventory) =>
    (["control-plane", "node"] as const).flatMap((group) => hostsOf(inventory, group)),
  );
  const observation: Observation = {
    reader: "kubespray",
    path: cluster.path,
    ...optional("name", cluster.name),
    distribution: "kubespray",
    nature: "declaration",
    ...optional("kubernetesVersion", version?.reading),
    ...(nodes.length === 0 ? {} : { nodes }),
    ...optional("etcd", etcd),
    ...optional("endpoint", endpoint),
    origins: [
      ...(version?.reading === undefined ? [] : [version.reading.origin]),
      ...hosts.map(({ origin }) => origin),
      ...origins,
    ],
  };
  return { observations: [observation], findings: versionFindings(cluster, version), unread: [] };
}

function versionFindings(cluster: KubesprayCluster, version: VersionAnswer | undefined): readonly Finding[] {
  const set = effective("kube_version", cluster.variables);
  if (set === undefined) return [defaultVersion(cluster)];
  const differing = set.overridden.filter(
    ({ value }) => withoutPrefix(value) !== withoutPrefix(set.origin.value),
  );
  if (differing.length === 0) return version?.findings ?? [];
  const all = [set.origin, ...differing];
  return [
    ...(version?.findings ?? []),
    inspectionFinding({
      id: "sources-disagree",
      title: "Two sources disagree about a version",
      severity: "risk",
      certainty: "proven",
      places: all.map(({ path, line, column }) => ({ path, line, column })),
      why: `kube_version is ${all.map(({ value, path, line }) => `${value} (${path}:${line})`).join(", and ")}; the first counts, because Ansible lets the more specific group win.`,
      fix: "Keep kube_version in one place.",
    }),
  ];
}

function defaultVersion({ path, inventories, variables }: KubesprayCluster): Finding {
  const origin = inventories.flatMap((inventory) => hostsOf(inventory, "control-plane"))[0]?.origin;
  const at = origin ?? variables[0]?.origin;
  return inspectionFinding({
    id: "kubespray-default-version",
    title: "kubespray's own default decides the version",
    severity: "risk",
    certainty: "unknown",
    places: [{ path: at?.path ?? path, line: at?.line ?? 1, column: at?.column ?? 1 }],
    why: "No file sets kube_version, so the cluster runs whatever the installed release of kubespray brings.",
    fix: "Set kube_version in group_vars/k8s_cluster/k8s-cluster.yml, or add a snapshot: kubectl get nodes -o json > nodes.json.",
    sources: ["kubespray roles/kubespray_defaults/defaults/main/main.yml"],
  });
}
