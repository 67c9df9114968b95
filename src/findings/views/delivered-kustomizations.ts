import type { ManifestView } from "../../manifests/view.ts";
import type { SourceValue } from "../../source/value.ts";
import type { ApiUse } from "./api-use.ts";
import { usesOfKustomization } from "./kustomization-targets.ts";

const FLUX = /^kustomize\.toolkit\.fluxcd\.io\//;
const ARGO = /^argoproj\.io\//;

/** What Flux and Argo CD patch in the kustomizations that they apply: objects of these hold the same lists. */
export const deliveredKustomizations: ManifestView<ApiUse> = {
  kind: "manifests",
  name: "delivered-kustomizations",
  mentions: (word) => FLUX.test(word) || word === "Application" || word === "ApplicationSet",
  inSamples: true,
  readsNamesOnly: true,
  read: ({ apiVersion, value }) => {
    const spec = value?.get("spec");
    if (spec === undefined) return [];
    if (FLUX.test(apiVersion)) return usesOfKustomization(spec);
    return ARGO.test(apiVersion) ? argoSources(spec).flatMap(usesOfKustomization) : [];
  },
};

function argoSources(spec: SourceValue): readonly SourceValue[] {
  const application = spec.get("template", "spec") ?? spec;
  const sources = [application.get("source"), ...(application.get("sources")?.items() ?? [])];
  return sources.flatMap((source) => source?.get("kustomize") ?? []);
}
