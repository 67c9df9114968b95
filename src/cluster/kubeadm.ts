import type { Finding } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { type KubeadmSource, kubeadmSourcesOf } from "./kubeadm-documents.ts";
import { etcdOf } from "./kubeadm-etcd.ts";
import { kubeadmSettings } from "./kubeadm-settings.ts";
import { mergedResults } from "./merged-results.ts";
import { optional } from "./optional-member.ts";
import type { Observation, Reader, ReaderResult, RepositoryFile } from "./reader.ts";
import { readVersion, type VersionAnswer } from "./version-reading.ts";

/** kubeadm's configuration files and the ConfigMaps that kubeadm keeps in the cluster. */
export const kubeadmReader: Reader = {
  name: "kubeadm",
  wantsObjects: ({ text }) =>
    /kube(?:adm|let\.config|proxy\.config)\.k8s\.io\//.test(text) &&
    /(?:Cluster|Init|Join|Upgrade|Master|Kubelet|KubeProxy)Configuration\b/.test(text),
  read: (files) => mergedResults(files.map(readFile)),
};

function readFile(file: RepositoryFile): ReaderResult {
  const { sources, unread } = kubeadmSourcesOf(file);
  const read = groupsOf(sources).map((group) => readGroup(file.path, group));
  return {
    observations: read.map(({ observation }) => observation),
    findings: read.flatMap(({ findings }) => findings),
    unread,
  };
}

/** Each further ClusterConfiguration of a file begins another cluster; the rest belongs to the one before it. */
function groupsOf(sources: readonly KubeadmSource[]): readonly (readonly KubeadmSource[])[] {
  const groups: KubeadmSource[][] = [];
  let seen = false;
  for (const source of sources) {
    const begins = source.kind === "ClusterConfiguration";
    const group = groups.at(-1);
    if (group === undefined || (begins && seen)) groups.push([source]);
    else group.push(source);
    seen ||= begins;
  }
  return groups;
}

interface GroupReading {
  readonly observation: Observation;
  readonly findings: readonly Finding[];
}

function readGroup(path: string, group: readonly KubeadmSource[]): GroupReading {
  const cluster = group.find(({ kind }) => kind === "ClusterConfiguration");
  const running = readVersion(cluster?.value.get("kubernetesVersion"));
  const desired = group.flatMap(upgradeVersions);
  const desiredVersions = desired.flatMap(({ reading }) => reading ?? []);
  const settings = kubeadmSettings(group);
  const observation: Observation = {
    reader: "kubeadm",
    path,
    ...optional("name", givenName(cluster)),
    distribution: group.some(isKubeadm) ? "kubeadm" : "unknown",
    nature: (cluster ?? group[0])?.nature ?? "declaration",
    ...optional("kubernetesVersion", running.reading),
    ...(desiredVersions.length === 0 ? {} : { desiredVersions }),
    ...optional("etcd", cluster === undefined ? undefined : etcdOf(cluster.value)),
    ...optional("endpoint", cluster?.value.textAt("controlPlaneEndpoint")),
    kubeadm: settings,
    origins: [
      ...settings.documents.map(({ origin }) => origin),
      ...[running.reading, ...desiredVersions].flatMap((reading) => reading?.origin ?? []),
      ...settingOrigins(cluster),
    ],
  };
  const findings = [running, ...desired].flatMap((answer) => answer.findings);
  return { observation, findings: [...findings, ...group.flatMap(unknownApiVersion)] };
}

/** Where the other values stand that a cluster takes from its ClusterConfiguration. */
function settingOrigins(cluster: KubeadmSource | undefined): readonly Origin[] {
  const { value } = cluster ?? {};
  const named = givenName(cluster) === undefined ? undefined : value?.get("clusterName");
  const settings = [
    named,
    value?.get("controlPlaneEndpoint"),
    value?.get("etcd", "local", "imageTag"),
    ...(value?.get("etcd", "external", "endpoints")?.items() ?? []),
  ];
  return settings.flatMap((setting) => (setting?.text() === undefined ? [] : [setting.origin()]));
}

/** What an UpgradeConfiguration asks `kubeadm upgrade apply` and `plan` for. */
function upgradeVersions({ kind, value }: KubeadmSource): readonly VersionAnswer[] {
  if (kind !== "UpgradeConfiguration") return [];
  return ["apply", "plan"].map((step) => readVersion(value.get(step, "kubernetesVersion")));
}

function isKubeadm({ apiVersion }: KubeadmSource): boolean {
  return apiVersion.startsWith("kubeadm.k8s.io/");
}

/** kubeadm writes `kubernetes` where nobody gave a name, and kubespray `cluster.local`: those name nothing. */
function givenName(cluster: KubeadmSource | undefined): string | undefined {
  const name = cluster?.value.textAt("clusterName");
  return name === "kubernetes" || name === "cluster.local" ? undefined : name;
}

const KNOWN_API_VERSIONS = ["v1beta1", "v1beta2", "v1beta3", "v1beta4", "v1"];

function unknownApiVersion(source: KubeadmSource): readonly Finding[] {
  const { apiVersion, kind, value } = source;
  if (!isKubeadm(source) || KNOWN_API_VERSIONS.includes(apiVersion.slice("kubeadm.k8s.io/".length)))
    return [];
  return [
    inspectionFinding({
      id: "unknown-kubeadm-api",
      title: "A kubeadm configuration of an unknown API version",
      severity: "risk",
      certainty: "unknown",
      places: [{ ...(value.get("apiVersion") ?? value).place(), object: { apiVersion, kind } }],
      why: `${kind} is written in ${apiVersion}; Kubehop knows ${KNOWN_API_VERSIONS.join(", ")} and read it like the newest of them.`,
      fix: "Check the apiVersion; kubeadm config migrate rewrites an old file, and a newer Kubehop may know a newer one.",
    }),
  ];
}
