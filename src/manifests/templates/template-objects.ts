import type { Unread } from "../../source/finding.ts";
import type { Manifest } from "../manifest.ts";
import { asksCluster, clusterRequirements } from "./cluster-requirements.ts";
import { evaluateSaid, type Scope } from "./evaluate.ts";
import type { Evaluation } from "./evaluation.ts";
import type { OutlineObject } from "./outline-document.ts";
import { saidWith } from "./pairing.ts";
import { asWritten, type Said } from "./said.ts";

/** An object of a template, and what a rendering of the template has to know of it. */
export interface TemplateObject {
  readonly manifest: Manifest;
  /** The mapping that says it: a rendering settles which of its apiVersions is written. */
  readonly mapping: OutlineObject;
  /** What the cluster serves decides about it, not the chart's values alone. */
  readonly dependsOnCluster: boolean;
}

/** What of a template was read. */
export interface TemplateObjects {
  readonly objects: readonly TemplateObject[];
  readonly unread: readonly Unread[];
}

/** One template file, read as it is. */
export interface ReadTemplate extends TemplateObjects {
  readonly path: string;
}

export interface MappingContext {
  readonly scope: Scope;
  /** The text around it is certainly rendered. */
  readonly isCertain: boolean;
  readonly part?: Manifest["part"];
}

/** The objects that one mapping may be: each of its apiVersions with the kinds that may go with it. */
export function objectsOf(mapping: OutlineObject, context: MappingContext): TemplateObjects {
  if (mapping.kinds.length === 0) return { objects: [], unread: [] };
  const read = mapping.apiVersions.map((said) => objectsAt(said, mapping, context));
  const objects = read.flatMap((one) => one.objects);
  return {
    objects: objects.map((object) => withAlternatives(object, objects)),
    unread: read.flatMap(({ unread }) => unread),
  };
}

/** Of one mapping only one apiVersion is written; which one, the cluster's version decides for some. */
function withAlternatives(object: TemplateObject, all: readonly TemplateObject[]): TemplateObject {
  const { manifest } = object;
  const others = all
    .map((one) => one.manifest)
    .filter(({ apiVersion, kind }) => kind === manifest.kind && apiVersion !== manifest.apiVersion);
  if (!object.dependsOnCluster || others.length === 0) return object;
  const alternatives = [...new Set(others.map(({ apiVersion }) => apiVersion))];
  return { ...object, manifest: { ...manifest, alternatives } };
}

function objectsAt(said: Said, mapping: OutlineObject, context: MappingContext): TemplateObjects {
  const apiVersion = evaluateSaid(said, context.scope);
  const kinds = saidWith(said, mapping.kinds).map((kind) => ({
    kind,
    names: evaluateSaid(kind, context.scope),
  }));
  const unread = [
    ...notTold("apiVersion", said, apiVersion),
    ...kinds.flatMap(({ kind, names }) => notTold("kind", kind, names)),
  ];
  const objects = apiVersion.texts.flatMap((version) =>
    kindsOf(kinds).map(
      (kind): TemplateObject => ({
        manifest: manifestOf({ said, apiVersion: version, kind }, mapping, {
          ...context,
          isCertain: context.isCertain && apiVersion.isCertain,
        }),
        mapping,
        dependsOnCluster: dependsOnCluster(said, apiVersion, context.scope),
      }),
    ),
  );
  return { objects, unread };
}

/** Each kind once; an empty one where nobody can tell it. */
function kindsOf(kinds: readonly { readonly names: Evaluation }[]): readonly string[] {
  return [...new Set(kinds.flatMap(({ names }) => (names.texts.length === 0 ? [""] : names.texts)))];
}

interface Identity {
  readonly said: Said;
  readonly apiVersion: string;
  readonly kind: string;
}

function manifestOf(
  { said, apiVersion, kind }: Identity,
  mapping: OutlineObject,
  { isCertain, part, scope }: MappingContext,
): Manifest {
  const name = onlyLiteral(saidWith(said, mapping.names));
  const namespace = onlyLiteral(saidWith(said, mapping.namespaces));
  const requires = clusterRequirements(said.branch, scope.text.variables);
  return {
    path: said.path,
    apiVersion,
    kind,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
    at: said.at,
    certainty: isCertain && said.branch === undefined ? "proven" : "likely",
    ...(requires.length === 0 ? {} : { requires }),
    ...(part === undefined ? {} : { part }),
  };
}

function onlyLiteral([first, ...others]: readonly Said[]): string | undefined {
  const isOne = first !== undefined && others.length === 0 && first.outputs.length === 0;
  return isOne && first.text !== "" ? first.text : undefined;
}

function notTold(key: string, said: Said, { texts, missing }: Evaluation): readonly Unread[] {
  if (texts.length > 0) return [];
  const reason = `${key} is ${asWritten(said)}: ${missing ?? "it is empty"}`;
  return [{ path: said.path, line: said.at.line, reason }];
}

function dependsOnCluster(said: Said, { isCertain }: Evaluation, { text }: Scope): boolean {
  const isIncluded = said.outputs.some((output) => !output.includes(".Values"));
  return asksCluster(said.branch, text.variables) || (isIncluded && !isCertain);
}
