import type { FindingDescription, ManifestCheck } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { helmReleases } from "../views/helm-releases.ts";

const UNREADABLE: FindingDescription = {
  id: "helm-release-unreadable",
  title: "A stored Helm release cannot be read",
  meaning: "Which APIs Helm compares with at the next upgrade of the release is not known.",
};

/** Helm's stored releases themselves; what they hold is judged with all other APIs. */
export const helmReleasesCheck: ManifestCheck = {
  name: "helm-releases",
  reads: ["Secrets of type helm.sh/release.v1"],
  findings: [UNREADABLE],
  views: [helmReleases],
  judge(context) {
    const places = context.repository
      .of(helmReleases)
      .flatMap((revision) => (revision.state === "unreadable" ? [revision.place] : []));
    if (places.length === 0) return [];
    return [
      makeFinding(UNREADABLE, context, {
        severity: "notice",
        certainty: "unknown",
        places,
        why: `${places.length === 1 ? "A Secret" : `${places.length} Secrets`} of type helm.sh/release.v1 could not be unpacked (base64, gzip, JSON).`,
        fix: "Look at the manifest with `helm get manifest NAME -n NAMESPACE`, and judge it with `kubehop check --only apis -`.",
        sources: ["helm.sh/docs/topics/kubernetes_apis"],
      }),
    ];
  },
};
