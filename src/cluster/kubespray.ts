import { directoryOf, type KubesprayCluster, kubesprayClusters } from "./kubespray-clusters.ts";
import { readIniInventory } from "./kubespray-ini.ts";
import { hostsOf, type InventoryVariable, isKubespray } from "./kubespray-inventory.ts";
import { clusterSettings, kubesprayNodes } from "./kubespray-nodes.ts";
import { isExtraFile, isVariableFile, readVariableFile, variablesOf } from "./kubespray-variables.ts";
import { kubesprayVersions } from "./kubespray-versions.ts";
import { readYamlInventory } from "./kubespray-yaml.ts";
import { optional } from "./optional-member.ts";
import type { Observation, Reader, ReaderResult, RepositoryFile } from "./reader.ts";

/** What both inventories name, wherever it stands: fast to look for. */
const GROUP = /kube[-_](?:control|master|node)|k8s[-_]cluster/;
const INI = /^\[(?:kube[-_](?:control[-_]?plane|master|node)|k8s[-_]cluster)(?::(?:children|vars))?\]/m;
/** At the beginning of a line, or in braces. */
const YAML = /(?:^|[{,])[ \t]*["']?(?:kube[-_](?:control[-_]?plane|master|node)|k8s[-_]cluster)["']?[ \t]*:/m;

/** kubespray: `kube_version` and other variables of `group_vars`, and inventories in INI and YAML. */
export const kubesprayReader: Reader = {
  name: "kubespray",
  wants: (file) =>
    isVariableFile(file) ||
    isExtraFile(file) ||
    (GROUP.test(file.text) && (INI.test(file.text) || isInventoryPath(file.path, file.text))),
  read: (files) => {
    const inventories = files
      .filter((file) => !isVariableFile(file))
      .map((file) => (INI.test(file.text) ? readIniInventory(file) : readYamlInventory(file)))
      .filter(isKubespray);
    const variables = files.filter(isVariableFile).map(readVariableFile);
    const results = kubesprayClusters(inventories, variables, extrasOf(files)).map(readKubespray);
    return {
      observations: results.flatMap(({ observations }) => observations),
      findings: results.flatMap(({ findings }) => findings),
      unread: inventories.flatMap(({ unread }) => unread),
    };
  },
};

/** Variables for `-e` by the directory of their file, beside an inventory or not. */
function extrasOf(files: readonly RepositoryFile[]): ReadonlyMap<string, readonly InventoryVariable[]> {
  const byDirectory = Map.groupBy(files.filter(isExtraFile), ({ path }) => directoryOf(path));
  return new Map([...byDirectory].map(([directory, own]) => [directory, own.flatMap(variablesOf)]));
}

/** Roles and playbooks talk about the groups too; an inventory is data. */
function isInventoryPath(path: string, text: string): boolean {
  return (
    YAML.test(text) &&
    /(?:^[ \t]+|[{,][ \t]*)["']?hosts["']?[ \t]*:/m.test(text) &&
    !/\/(?:roles|tasks|playbooks)\//.test(path)
  );
}

function readKubespray(cluster: KubesprayCluster): ReaderResult {
  const versions = kubesprayVersions(cluster);
  const nodes = kubesprayNodes(cluster, versions.of);
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
    ...optional("kubernetesVersion", versions.controlPlane),
    ...(nodes.length === 0 ? {} : { nodes }),
    ...optional("etcd", etcd),
    ...optional("endpoint", endpoint),
    origins: [...versions.origins, ...hosts.map(({ origin }) => origin), ...origins],
  };
  return { observations: [observation], findings: versions.findings, unread: [] };
}
