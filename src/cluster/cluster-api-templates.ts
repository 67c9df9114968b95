import type { Unread } from "../source/finding.ts";
import { type ClusterApiObject, clusterNameIn } from "./cluster-api-objects.ts";
import { isPlaceholder } from "./version-reading.ts";

/** Where providers of Cluster API keep what `clusterctl generate cluster` fills in. */
const TEMPLATE_PATH = /(?:^|\/)(?:templates?|flavors)\/|(?:^|\/)(?:cluster|clusterclass)-template[^/]*$/i;

export interface ClusterApiTemplates {
  /** One entry a file: a template describes no cluster before it is filled in. */
  readonly unread: readonly Unread[];
  readonly objects: readonly ClusterApiObject[];
}

/**
 * Parts from the others the objects of clusterctl's templates: their cluster's name is a placeholder, and they
 * lie where templates do. Elsewhere the placeholder is what a GitOps tool substitutes in a cluster that runs.
 */
export function withoutTemplates(objects: readonly ClusterApiObject[]): ClusterApiTemplates {
  const templates = Map.groupBy(objects.filter(isTemplate), ({ path }) => path);
  return {
    unread: [...templates].flatMap(([path, [first]]) => (first === undefined ? [] : [unread(path, first)])),
    objects: objects.filter((object) => !isTemplate(object)),
  };
}

function isTemplate(object: ClusterApiObject): boolean {
  return TEMPLATE_PATH.test(object.path) && isPlaceholder(clusterNameIn(object) ?? object.name);
}

function unread(path: string, { value }: ClusterApiObject): Unread {
  const name = value.get("metadata", "name") ?? value;
  return {
    path,
    line: name.position().line,
    reason:
      "a template of Cluster API whose cluster has no name yet: give Kubehop the file that clusterctl generates from it",
  };
}
