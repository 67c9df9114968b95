import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { Finding, Place } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { type CustomObject, customObjects } from "../views/custom-objects.ts";
import { type ResourceDefinition, resourceDefinitions } from "../views/custom-resource-definitions.ts";

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
const SOURCES = [
  "kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning",
];

/** The repository's own CustomResourceDefinitions: the objects that use them. */
export const customResourcesCheck: ManifestCheck = {
  name: "custom-resources",
  reads: ["CustomResourceDefinitions: versions", "apiVersion of the objects that they define"],
  findings: [NOT_SERVED, DEPRECATED],
  views: [resourceDefinitions, customObjects],
  judge(context) {
    const definitions = context.repository.of(resourceDefinitions);
    const byKind = Map.groupBy(definitions, ({ group, kind }) => `${group} ${kind}`);
    return objectFindings(context, byKind);
  },
};

type Definitions = ReadonlyMap<string, readonly ResourceDefinition[]>;

/** Objects of one version and certainty are one cause. */
function objectFindings(context: ManifestContext, definitions: Definitions): readonly Finding[] {
  const alike = Map.groupBy(
    context.repository.of(customObjects),
    ({ api, certainty }) => `${api.apiVersion} ${api.kind} ${certainty}`,
  );
  return [...alike.values()].flatMap((objects) => {
    const [first] = objects;
    if (first === undefined) return [];
    const [group = "", version = ""] = first.api.apiVersion.split("/");
    const own = definitions.get(`${group} ${first.api.kind}`) ?? [];
    return judge(context, {
      own,
      version,
      certainty: first.certainty,
      places: objects.map(({ place }) => place),
    });
  });
}

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
  // A definition that lacks the version altogether may be the copy of another release, for another place.
  const isProven =
    same.length > 0 && certainty === "proven" && own.every((one) => one.certainty === "proven");
  const what = `${definition.group}/${version} ${definition.kind}`;
  const state = served.length > 0 ? "calls deprecated" : same.length > 0 ? "does not serve" : "does not have";
  const others = versions.filter((one) => one.served && !one.deprecated).map(({ name }) => name);
  return [
    makeFinding(description, context, {
      severity: served.length === 0 && places.some(isInUse) ? "risk" : "notice",
      certainty: isProven ? "proven" : "likely",
      places,
      why: `${places.length === 1 ? "An object has" : `${places.length} objects have`} the version ${what}, which the repository's CustomResourceDefinition ${state}.`,
      fix: `Write the objects in ${others.length === 0 ? "a version that the definition serves" : nameList(others)}, as its release notes describe.`,
      sources: SOURCES,
    }),
  ];
}

/** Nothing of a sample, a test or a document runs. */
function isInUse({ path }: Place): boolean {
  return sampleFolder(path) === undefined;
}
