import type { KubehopConfiguration } from "../config/configuration.ts";
import { CONFIGURATION_PATHS } from "../config/read-configuration.ts";
import { fileWords } from "../manifests/document-words.ts";
import { textFlaw } from "../source/documents.ts";
import type { SourceFile } from "../source/finding.ts";
import { candidacy } from "./candidate-files.ts";
import { EXPECTED, expectationOf } from "./expected-files.ts";
import { FOREIGN_GROUPS } from "./foreign-objects.ts";
import { glimpse } from "./glimpse.ts";
import { isOfOtherTool } from "./other-tools.ts";
import { podListReader } from "./pod-list.ts";
import { READERS } from "./readers.ts";
import { claimants } from "./select-files.ts";
import { isTemplate, mayBeTemplate } from "./template-files.ts";

/**
 * Whether `readCluster` could want this file: all others need not be kept for it. Says yes where it is not
 * certain.
 */
export function mayDescribeCluster(file: SourceFile, configuration: KubehopConfiguration): boolean {
  const { path } = file;
  if (CONFIGURATION_PATHS.includes(path) || claimants(path, configuration).length > 0) return true;
  if (isVersionSource(path, configuration)) return true;
  if (configuration.discover === false || candidacy(file).kind === "foreign") return false;
  if (isMissed(file, configuration)) return true;
  if (isOrdinaryManifest(file)) return false;
  // Readers are not shown what something else renders first.
  if (isTemplate(file)) return mayBeTemplate(file);
  const seen = glimpse(file);
  return mayBeTemplate(file) || READERS.some((reader) => reader.wants(seen));
}

/** Begins, behind comments, as a Kubernetes object does. */
const MANIFEST =
  /^\ufeff?(?:[ \t]*(?:#.*)?\r?\n|---[ \t]*\r?\n)*[ \t]*\{?\s*["']?(?:apiVersion|kind)["']?[ \t]*:/;
/** Kinds that tell of a cluster; those in Lists are named too. */
const KINDS: ReadonlySet<string> = new Set(["Node", "NodeList", "Cluster", "Kustomization"]);
/** Kinds that may run add-ons or the control plane itself. */
const WORKLOADS: ReadonlySet<string> = new Set(
  ["Pod", "DaemonSet", "Deployment", "StatefulSet"].flatMap((kind) => [kind, `${kind}List`]),
);
const GROUPS =
  /^(?:kubeadm|kubelet\.config|kubeproxy\.config)\.k8s\.io\/|^kind\.(?:x-k8s|sigs\.k8s)\.io\/|cluster\.x-k8s\.io\//;

/** Objects of kinds that tell nothing about a cluster, by their names alone: most files of most repositories. */
function isOrdinaryManifest(file: SourceFile): boolean {
  if (!MANIFEST.test(file.text)) return false;
  const { words, isUnclear } = fileWords(file);
  if (isUnclear || [...words].some(tellsOfCluster)) return false;
  return ![...words].some((word) => WORKLOADS.has(word)) || !podListReader.wants(file);
}

function tellsOfCluster(word: string): boolean {
  if (KINDS.has(word) || word.endsWith("Configuration")) return true;
  return word.includes(".") && (GROUPS.test(word) || FOREIGN_GROUPS.test(word) || isOfOtherTool(word));
}

/** A name that promises more than the text holds, as far as a look tells: such files are told. */
function isMissed({ path, text }: SourceFile, configuration: KubehopConfiguration): boolean {
  const expected = expectationOf(path, { configuration, named: [] });
  if (expected === EXPECTED.text) return text.trim() === "" || textFlaw(text) !== undefined;
  return expected !== EXPECTED.nothing;
}

/** A file that `versionFrom` names, and those of the same name elsewhere: one of them may have been meant. */
function isVersionSource(path: string, { clusters = [] }: KubehopConfiguration): boolean {
  const name = lastPart(path);
  return clusters.some(({ inventory, kubectl }) =>
    [kubectl, inventory?.controlPlane, ...(inventory?.nodes ?? [])].some(
      (one) => one?.versionFrom !== undefined && lastPart(one.versionFrom.file) === name,
    ),
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
