import { fileWords } from "../manifests/file-words.ts";
import type { SourceFile } from "../source/finding.ts";
import { FOREIGN_GROUPS } from "./foreign-objects.ts";
import { isOfOtherTool } from "./other-tools.ts";

/** Kinds that tell of a cluster; those in Lists are named too. */
const KINDS: ReadonlySet<string> = new Set(["Node", "NodeList", "Cluster", "Kustomization"]);
/** Kinds that may run add-ons or the control plane itself. */
const WORKLOADS: ReadonlySet<string> = new Set(
  ["Pod", "DaemonSet", "Deployment", "StatefulSet"].flatMap((kind) => [kind, `${kind}List`]),
);
const GROUPS =
  /^(?:kubeadm|kubelet\.config|kubeproxy\.config)\.k8s\.io\/|^kind\.(?:x-k8s|sigs\.k8s)\.io\/|cluster\.x-k8s\.io\//;

/** Whether an object of one of these `apiVersion`s or `kind`s may describe a cluster. */
export function tellOfCluster(words: ReadonlySet<string>): boolean {
  return has(words, tellsOfCluster);
}

/** Whether an object of one of these `kind`s may run a part of a cluster. */
export function nameWorkloads(words: ReadonlySet<string>): boolean {
  return has(words, (word) => WORKLOADS.has(word));
}

/** False where no object of a file can tell anything about a cluster, by the names that it gives. */
export function mayHoldTellingObject(file: SourceFile): boolean {
  const { words, isUnclear } = fileWords(file);
  return isUnclear || tellOfCluster(words) || nameWorkloads(words);
}

function tellsOfCluster(word: string): boolean {
  if (KINDS.has(word) || word.endsWith("Configuration")) return true;
  return word.includes(".") && (GROUPS.test(word) || FOREIGN_GROUPS.test(word) || isOfOtherTool(word));
}

function has(words: ReadonlySet<string>, test: (word: string) => boolean): boolean {
  for (const word of words) if (test(word)) return true;
  return false;
}
