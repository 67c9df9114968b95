import type { ManifestView } from "../../manifests/view.ts";
import type { SourceValue } from "../../source/value.ts";
import type { ApiUse } from "./api-use.ts";
import { kustomizationUses } from "./kustomization-uses.ts";

/**
 * The APIs that the patches inside objects of Flux and Argo CD name: a Kustomization's own, those behind a
 * HelmRelease (`postRenderers`), and those of an Application's source.
 */
export const embeddedKustomizations: ManifestView<ApiUse> = {
  kind: "manifests",
  name: "embedded-kustomizations",
  mentions: (word) => KINDS.has(word),
  wantsText: (text) => text.includes("fluxcd.io/") || text.includes("argoproj.io/") || text.includes("\\"),
  inSamples: true,
  readsNamesOnly: true,
  read: ({ apiVersion, value, certainty }) =>
    value === undefined || !GROUPS.test(apiVersion)
      ? []
      : mappingsIn(value).flatMap((mapping) =>
          kustomizationUses(mapping).map((use) => ({ ...use, certainty })),
        ),
};

const KINDS: ReadonlySet<string> = new Set(["Kustomization", "HelmRelease", "Application", "ApplicationSet"]);
const GROUPS = /^(?:(?:kustomize|helm)\.toolkit\.fluxcd\.io|argoproj\.io)\//;

function mappingsIn(value: SourceValue): readonly SourceValue[] {
  if (value.kind === "sequence") return value.items().flatMap(mappingsIn);
  if (value.kind === "scalar") return [];
  return [value, ...value.entries().flatMap(([, child]) => mappingsIn(child))];
}
