import { readEmbedded } from "../source/embedded.ts";
import type { Finding, SourceFile } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import type { ClusterApiObject } from "./cluster-api-objects.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import type { RepositoryFile } from "./reader.ts";

/** Where Cluster API keeps versions, as JSON patches name it. */
const VERSION_PATH = /^\/spec\/(?:topology\/version|version|template\/spec\/version)$/;

/** Whether a kustomization may patch a version of Cluster API; its `kind` is optional, its file name is not. */
export function patchesVersion({ path, text }: SourceFile): boolean {
  return /(?:^|\/)kustomization\.ya?ml$/i.test(path) && /\/version\b|cluster\.x-k8s\.io\//.test(text);
}

/**
 * A finding for each inline patch of a kustomization that changes a version: it holds only after kustomize
 * has rendered the files, which Kubehop does not do, so the version of the patched file may not be the one.
 */
export function kustomizePatches(
  files: readonly RepositoryFile[],
  objects: readonly ClusterApiObject[],
): readonly Finding[] {
  if (objects.length === 0) return [];
  const kustomizations = files.filter(patchesVersion).flatMap((file) => file.documents().documents);
  return kustomizations.flatMap(({ root }) =>
    ["patches", "patchesJson6902", "patchesStrategicMerge"]
      .flatMap((list) => root.get(list)?.items() ?? [])
      .flatMap((patch) => patchedVersions(patch.get("patch") ?? patch))
      .map(versionPatched),
  );
}

/** The versions that one inline patch sets, as a JSON patch or as a part of an object. */
function patchedVersions(patch: SourceValue): readonly SourceValue[] {
  return readEmbedded(patch).documents.flatMap(({ root }) => {
    const operations = root.items().filter((operation) => VERSION_PATH.test(operation.textAt("path") ?? ""));
    const spec =
      root.textAt("apiVersion")?.includes("cluster.x-k8s.io/") === true ? root.get("spec") : undefined;
    const merged = [
      spec?.get("topology", "version"),
      spec?.get("version"),
      spec?.get("template", "spec", "version"),
    ];
    return [...operations.map((operation) => operation.get("value")), ...merged].filter(
      (value) => value !== undefined,
    );
  });
}

function versionPatched(value: SourceValue): Finding {
  return inspectionFinding({
    id: "version-patched",
    title: "A kustomize patch changes a version",
    severity: "risk",
    certainty: "unknown",
    places: [value.place()],
    why: `This patch sets the version ${JSON.stringify(value.text()?.slice(0, 60) ?? "")} when kustomize renders the files; Kubehop reads the files as they are.`,
    fix: "Write the version into the file that is patched, or give Kubehop the rendered manifests: kustomize build > rendered.yaml.",
  });
}
