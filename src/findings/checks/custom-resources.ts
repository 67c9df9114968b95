import type { Finding, Place } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { type CustomObject, customObjects } from "../views/custom-objects.ts";
import {
  type DefinedVersion,
  type ResourceDefinition,
  resourceDefinitions,
} from "../views/custom-resource-definitions.ts";

const NOT_SERVED: FindingDescription = {
  id: "custom-resource-not-served",
  title: "An object has a version that its own CustomResourceDefinition does not serve",
  meaning:
    "The repository's definition leaves the version out or has it switched off, so the object is refused.",
};
const DEPRECATED: FindingDescription = {
  id: "custom-resource-deprecated",
  title: "An object has a version that its own CustomResourceDefinition calls deprecated",
  meaning: "It still works and warns; a later release of the definition takes it away.",
};
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

/** The repository's own CustomResourceDefinitions: their versions, and the objects that use them. */
export const customResourcesCheck: ManifestCheck = {
  name: "custom-resources",
  reads: [
    "CustomResourceDefinitions: versions and storedVersions",
    "apiVersion of the objects that they define",
  ],
  findings: [NOT_SERVED, DEPRECATED, STORED, UNSERVED],
  views: [resourceDefinitions, customObjects],
  judge(context) {
    const definitions = context.repository.of(resourceDefinitions);
    const byKind = Map.groupBy(definitions, ({ group, kind }) => `${group} ${kind}`);
    return [
      ...objectFindings(context, byKind),
      ...definitions.flatMap((definition) => storedFindings(context, definition)),
      ...unservedFindings(context, definitions),
    ];
  },
};

type Definitions = ReadonlyMap<string, readonly ResourceDefinition[]>;

/** Objects of one version and certainty are one cause. */
function objectFindings(context: ManifestContext, definitions: Definitions): readonly Finding[] {
  const alike = Map.groupBy(context.repository.of(customObjects), ({ place, certainty }) =>
    [place.object?.apiVersion, place.object?.kind, certainty].join(" "),
  );
  return [...alike.values()].flatMap((objects) => {
    const [
      {
        place: { object },
        certainty,
      } = NO_OBJECT,
    ] = objects;
    const [group = "", version = ""] = object?.apiVersion.split("/") ?? [];
    const own = definitions.get(`${group} ${object?.kind ?? ""}`) ?? [];
    return judge(context, { own, version, certainty, places: objects.map(({ place }) => place) });
  });
}

const NO_OBJECT: CustomObject = { place: { path: "", line: 1, column: 1 }, certainty: "likely" };

interface Uses {
  /** Every definition of the kind that the repository holds; several where it keeps copies. */
  readonly own: readonly ResourceDefinition[];
  readonly version: string;
  readonly certainty: CustomObject["certainty"];
  readonly places: readonly Place[];
}

/** What one of several copies serves is served. */
function judge(context: ManifestContext, { own, version, certainty, places }: Uses): readonly Finding[] {
  const [definition] = own;
  if (definition === undefined) return [];
  const versions = own.flatMap((one) => one.versions);
  const same = versions.filter(({ name }) => name === version);
  const served = same.filter((one) => one.served);
  const description = served.length === 0 ? NOT_SERVED : DEPRECATED;
  if (served.some(({ deprecated }) => !deprecated)) return [];
  const isProven = certainty === "proven" && own.every((one) => one.certainty === "proven");
  const what = `${definition.group}/${version} ${definition.kind}`;
  const state = served.length > 0 ? "calls deprecated" : same.length > 0 ? "does not serve" : "does not have";
  const others = versions.filter((one) => one.served && !one.deprecated).map(({ name }) => name);
  return [
    makeFinding(description, context, {
      severity: served.length === 0 ? "risk" : "notice",
      certainty: isProven ? "proven" : "likely",
      places,
      why: `${places.length === 1 ? "An object has" : `${places.length} objects have`} the version ${what}, which the repository's CustomResourceDefinition ${state}.`,
      fix: `Write the objects in ${others.length === 0 ? "a version that the definition serves" : nameList(others)}, as its release notes describe.`,
      sources: SOURCES,
    }),
  ];
}

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
