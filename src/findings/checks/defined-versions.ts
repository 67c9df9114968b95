import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import {
  type DefinedVersion,
  type ResourceDefinition,
  resourceDefinitions,
} from "../views/custom-resource-definitions.ts";

const STORED: FindingDescription = {
  id: "crd-stored-version",
  title: "A CustomResourceDefinition has stored a version that it no longer serves",
  meaning: "Objects in etcd may have the old version: they have to be written anew before it can be dropped.",
};
const UNSERVED: FindingDescription = {
  id: "crd-version-not-served",
  title: "A CustomResourceDefinition keeps versions that it does not serve",
  meaning:
    "A later release of the definition drops them, and is refused while etcd may hold objects in them.",
};
const SOURCES = [
  "kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning",
];

/** Versions that the repository's CustomResourceDefinitions hold for what etcd may still have. */
export const definedVersionsCheck: ManifestCheck = {
  name: "defined-versions",
  reads: ["CustomResourceDefinitions: versions and storedVersions"],
  findings: [STORED, UNSERVED],
  views: [resourceDefinitions],
  judge(context) {
    const definitions = context.repository.of(resourceDefinitions);
    return [
      ...definitions.flatMap((definition) => storedFindings(context, definition)),
      ...unservedFindings(context, definitions),
    ];
  },
};

function storedFindings(context: ManifestContext, definition: ResourceDefinition): readonly Finding[] {
  const { group, kind, versions, stored } = definition;
  return stored.flatMap(({ name, place }) => {
    const version = versions.find((one) => one.name === name);
    if (version?.served === true) return [];
    return [
      makeFinding(STORED, context, {
        severity: "risk",
        certainty: definition.certainty,
        places: [place],
        why: `status.storedVersions of the ${kind} definition (${group}) names ${name}, which spec.versions ${version === undefined ? "does not have: the API server refuses such a definition" : "does not serve"}.`,
        fix: `Write every object anew (kubectl get ${kind.toLowerCase()}.${group} -A -o yaml | kubectl replace -f -), then take ${name} out of status.storedVersions.`,
        sources: SOURCES,
      }),
    ];
  });
}

function unservedFindings(
  context: ManifestContext,
  definitions: readonly ResourceDefinition[],
): readonly Finding[] {
  const kept = definitions.flatMap((definition) =>
    definition.versions.filter(({ served }) => !served).map((version) => ({ definition, version })),
  );
  if (kept.length === 0) return [];
  return [
    makeFinding(UNSERVED, context, {
      severity: "notice",
      certainty: kept.every(({ definition }) => definition.certainty === "proven") ? "proven" : "likely",
      places: kept.map(({ version }) => version.place),
      why: `CustomResourceDefinitions keep versions with served: false: ${nameList(kept.map(textOf))}.`,
      fix: "Before a release that drops them: see that status.storedVersions of the live definition does not name them (kubectl get crd NAME -o jsonpath='{.status.storedVersions}').",
      sources: SOURCES,
    }),
  ];
}

function textOf({
  definition,
  version,
}: {
  definition: ResourceDefinition;
  version: DefinedVersion;
}): string {
  return `${definition.group}/${version.name} ${definition.kind}`;
}
