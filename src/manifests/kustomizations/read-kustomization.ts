import { detached } from "../../source/detached.ts";
import type { SourceFile } from "../../source/finding.ts";
import { documentsOf, shareDocuments } from "../../source/shared-documents.ts";
import type { SourceValue } from "../../source/value.ts";
import { documentWords } from "../document-words.ts";
import type { Kustomization, KustomizationChanges, RemoteResource } from "./kustomization.ts";
import { mayRename } from "./may-rename.ts";
import { pathIn } from "./repository-path.ts";

/** Whether a file of this name is a kustomization; its `apiVersion` and `kind` may be left out, its name may not. */
export function isKustomizationFile(path: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}

/** Reads a kustomization; what is no YAML is one that says nothing (the scan tells that it is broken). */
export function readKustomization(file: SourceFile): Kustomization {
  shareDocuments(file);
  const root = documentsOf(file).documents[0]?.root;
  if (root === undefined) return { ...NOTHING, path: file.path };
  const entries = RESOURCE_LISTS.flatMap((list) => itemsOf(root, list));
  return {
    path: file.path,
    resources: entries.flatMap((entry) => localPath(file.path, entry) ?? []),
    remote: [
      ...entries
        .filter((entry) => localPath(file.path, entry) === undefined)
        .map((entry) => ({ text: detached(entry.text() ?? ""), line: entry.position().line })),
      ...chartsOf(root),
    ],
    patchFiles: patchEntries(root).flatMap((entry) => localPath(file.path, entry) ?? []),
    changes: changesOf(file, root),
    isComponent: root.textAt("kind") === "Component",
  };
}

const NOTHING: Kustomization = {
  path: "",
  resources: [],
  remote: [],
  patchFiles: [],
  changes: { to: "none" },
  isComponent: false,
};
const RESOURCE_LISTS = ["resources", "bases", "components"];
/** The keys that may change more of an object than its name, namespace and labels. */
const CHANGES = ["patches", "patchesStrategicMerge", "patchesJson6902", "replacements", "vars", "replicas"];
/** The keys whose files say in their own ways what is changed. */
const PROGRAMS = ["generators", "transformers", "helmCharts", "helmChartInflationGenerator"];
/** What `replicas` counts. */
const SCALED = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];

function changesOf(file: SourceFile, root: SourceValue): KustomizationChanges {
  if (PROGRAMS.some((key) => isGiven(root.get(key)))) return { to: "any" };
  if (!CHANGES.some((key) => isGiven(root.get(key)))) return { to: "none" };
  // Targets and inline patches name what they change like any manifest.
  const named = [...documentWords(file.text).words].filter((word) => !OWN_WORD.test(word));
  const words = [...named, ...(isGiven(root.get("replicas")) ? SCALED : [])];
  return { to: "some", words: new Set(words.map(detached)), mayRename: mayRename(file.text) };
}

const OWN_WORD = /^(?:kustomize\.config\.k8s\.io\/.*|Kustomization|Component)$/;

/** The charts that it renders: their tool fetches them. */
function chartsOf(root: SourceValue): readonly RemoteResource[] {
  return ["helmCharts", "helmChartInflationGenerator"]
    .flatMap((list) => root.get(list)?.items() ?? [])
    .map((chart) => ({
      text: detached(`the Helm chart ${chart.textAt("name") ?? chart.textAt("chartName") ?? ""}`.trim()),
      line: chart.position().line,
    }));
}

function isGiven(value: SourceValue | undefined): boolean {
  return value !== undefined && (value.kind !== "sequence" || value.items().length > 0);
}

function itemsOf(root: SourceValue, list: string): readonly SourceValue[] {
  return (root.get(list)?.items() ?? []).filter((item) => item.text() !== undefined);
}

/** The entries that name a patch's file: of `patches` and `patchesJson6902` under `path`, else the entry itself. */
function patchEntries(root: SourceValue): readonly SourceValue[] {
  const under = ["patches", "patchesJson6902"]
    .flatMap((list) => root.get(list)?.items() ?? [])
    .flatMap((patch) => patch.get("path") ?? []);
  const merged = itemsOf(root, "patchesStrategicMerge").filter((entry) => !isInline(entry));
  return [...under, ...merged];
}

/** `patchesStrategicMerge` takes patches themselves too. */
function isInline(entry: SourceValue): boolean {
  return entry.text()?.includes("\n") === true;
}

const REMOTE = /^[a-z][a-z0-9+.-]*:|^git@|[?&](?:ref|version)=|^github\.com\/|\.git(?:$|\/|\?)/i;

/** The path in the repository, or undefined for what lies outside it. */
function localPath(from: string, entry: SourceValue): string | undefined {
  const text = entry.text() ?? "";
  return REMOTE.test(text) ? undefined : pathIn(from, text);
}
