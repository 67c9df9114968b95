import type { Repository } from "../manifests/repository.ts";
import type { View } from "../manifests/view.ts";
import { releaseUses } from "./release-uses.ts";
import type { ApiUse } from "./views/api-use.ts";
import { apiUses } from "./views/api-uses.ts";
import { embeddedKustomizations } from "./views/embedded-kustomizations.ts";
import { helmReleases } from "./views/helm-releases.ts";
import { kustomizationTargets } from "./views/kustomization-targets.ts";
import { liveWrites } from "./views/live-writes.ts";

/** What names a version and kind as that of an object. */
export const namedApiViews: readonly View[] = [
  apiUses,
  kustomizationTargets,
  embeddedKustomizations,
  helmReleases,
  liveWrites,
];

/** The notable APIs that objects have and what refers to them names: Kubernetes' own, and old ones of add-ons. */
export function namedApis(repository: Repository): readonly ApiUse[] {
  return [
    ...repository.of(apiUses),
    ...repository.of(kustomizationTargets),
    ...repository.of(embeddedKustomizations),
    ...releaseUses(repository.of(helmReleases)),
    ...repository.of(liveWrites),
  ];
}
