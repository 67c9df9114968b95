import type { Unread } from "../../source/finding.ts";
import { armsOf } from "./branch.ts";
import { chartFolder } from "./chart-folder.ts";
import { includedBy, includedName, isRendered } from "./define-uses.ts";
import { isListDocument } from "./document-mappings.ts";
import type { DocumentPlace } from "./document-objects.ts";
import type { OutlineDocument, Splice } from "./outline-document.ts";
import { asWritten, type Said } from "./said.ts";

/**
 * The outputs of a document without an object of its own that may write objects, and whose text nothing in the
 * repository tells. Of a define only those of documents that say nothing else: it may be any text.
 */
export function unreadSplices(document: OutlineDocument, place: DocumentPlace): readonly Unread[] {
  if (place.isBody ? !isRendered(place.path) : document.hasKeys || !place.isCertain) return [];
  const [first] = document.splices.filter((splice) => mayWriteObjects(splice, place));
  return first === undefined ? [] : [unreadAt(first, "objects")];
}

/** The outputs that write items of a List, whose text nothing in the repository tells: the first is said. */
export function unreadItems(document: OutlineDocument, place: DocumentPlace): readonly Unread[] {
  if (!isListDocument(document) || (place.isBody && !isRendered(place.path))) return [];
  const [first] = document.items.filter((item) => mayWriteItems(item, place));
  return first === undefined ? [] : [unreadAt(first, "items of the List")];
}

function unreadAt(first: Said, what: string): Unread {
  const name = includedName(first.outputs[0] ?? "");
  const why =
    name === undefined
      ? "it is computed while rendering"
      : `no template of the repository defines ${JSON.stringify(name)}`;
  return {
    path: first.path,
    line: first.at.line,
    reason: `${what} may come from ${asWritten(first)}: ${why}`,
  };
}

/** Functions that only stop the rendering. */
const WRITES_NOTHING = /^(?:fail|required|set|unset)\b|\|\s*fail$/;

function mayWriteObjects(splice: Splice, place: DocumentPlace): boolean {
  const { path, context } = place;
  if (splice.isBehindScalar || splice.outputs.some((output) => WRITES_NOTHING.test(output))) return false;
  if (includedBy(splice, path, context.index) !== undefined) return writesGivenValue(splice, place);
  return isOfChart(splice, place) && !isEmptyByDefault(splice, place);
}

function mayWriteItems(item: Said, place: DocumentPlace): boolean {
  const isIncluded = includedBy(item, place.path, place.context.index) !== undefined;
  return isIncluded ? writesGivenValue(item, place) : !isEmptyByDefault(item, place);
}

/** Other texts are full of outputs too. */
function isOfChart({ outputs }: Said, { path, context: { defaults } }: DocumentPlace): boolean {
  return outputs.some((output) => CHART_FUNCTION.test(output)) || defaults.isChart(chartFolder(path));
}

const CHART_FUNCTION = /\b(?:include|template|tpl|toYaml)\b|\.(?:Values|Files)\b/;

/** Renders what it is given: `include "common.tplvalues.render" (dict "value" .Values.extraDeploy "context" $)`. */
function writesGivenValue(splice: Said, place: DocumentPlace): boolean {
  return /"value"/.test(splice.outputs[0] ?? "") && !isEmptyByDefault(splice, place);
}

/** A value of the chart that is empty as long as nobody sets it, written itself or ranged over. */
function isEmptyByDefault({ outputs, branch }: Said, { path, scope, context }: DocumentPlace): boolean {
  const texts = [...outputs, ...armsOf(branch).map(({ condition }) => condition)];
  const assigned = texts
    .flatMap((text) => text.match(/\$\w+/g) ?? [])
    .flatMap((variable) => scope.text.variables.get(variable) ?? [])
    .map(({ expression }) => expression);
  return [...texts, ...assigned]
    .flatMap((text) => [...text.matchAll(/\.Values\.([\w.]+)/g)])
    .some(([, keys = ""]) => context.defaults.isEmpty(chartFolder(path), keys.split(".")));
}
