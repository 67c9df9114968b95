import type { ManifestPart } from "../manifest.ts";
import type { ChartDefaults } from "./chart-defaults.ts";
import { chartFolder } from "./chart-folder.ts";
import type { DefineIndex } from "./define-index.ts";
import { type DefineUses, includedBy } from "./define-uses.ts";
import { documentMappings } from "./document-mappings.ts";
import type { Scope } from "./evaluate.ts";
import type { Evaluation } from "./evaluation.ts";
import type { OutlineDocument, OutlineObject } from "./outline-document.ts";
import { unreadItems, unreadSplices } from "./splices.ts";
import type { Template, TemplateText } from "./template.ts";
import { objectsOf, type TemplateObjects } from "./template-objects.ts";

/** All templates of a repository together: what one defines, another writes. */
export interface TemplateContext {
  readonly index: DefineIndex;
  readonly uses: DefineUses;
  readonly defaults: ChartDefaults;
}

/** The objects of one template and of what it defines. */
export function templateObjects(template: Template, context: TemplateContext): TemplateObjects {
  const { path, body, defines, flaws } = template;
  const known = new Map<object, Evaluation>();
  const texts = [
    { text: body, isCertain: true, isBody: true },
    ...defines
      .filter((define) => context.uses.of(define) !== "embedded")
      .map((text) => ({ text, isCertain: context.uses.of(text) === "always", isBody: false })),
  ];
  const read = texts.flatMap((stretch) =>
    stretch.text.documents.map((document) => {
      const scope = scopeOf(stretch.text, { path, known, context });
      return documentObjects(document, { ...stretch, path, scope, context });
    }),
  );
  return {
    objects: read.flatMap(({ objects }) => objects),
    unread: [...flaws, ...read.flatMap(({ unread }) => unread)],
  };
}

interface ScopeParts {
  readonly path: string;
  readonly known: Map<object, Evaluation>;
  readonly context: TemplateContext;
}

function scopeOf(text: TemplateText, { path, known, context: { index, defaults } }: ScopeParts): Scope {
  const folder = chartFolder(path);
  return {
    text,
    findDefine: (name) => index.find(name, path)?.define,
    defaultOf: (keys) => defaults.at(folder, keys)?.text(),
    known,
    depth: 0,
  };
}

/** Where a document stands. */
export interface DocumentPlace {
  readonly path: string;
  readonly scope: Scope;
  readonly context: TemplateContext;
  /** It stands in the file itself, not in a define. */
  readonly isBody: boolean;
  readonly isCertain: boolean;
}

function documentObjects(document: OutlineDocument, place: DocumentPlace): TemplateObjects {
  const { objects: own, parts } = documentMappings(document);
  const { scope, isCertain } = place;
  const objects = own
    .map((mapping) => completed(mapping, document, place))
    .map((mapping) => objectsOf(mapping, { scope, isCertain }));
  const inside = parts.map((mapping) => objectsOf(mapping, { scope, isCertain, part: partOf(mapping) }));
  const items = unreadItems(document, place);
  const isTold = items.length > 0 || objects.some((read) => read.objects.length + read.unread.length > 0);
  return {
    objects: [...objects, ...inside].flatMap((read) => read.objects),
    unread: [
      ...[...objects, ...inside].flatMap((read) => read.unread),
      ...items,
      ...(isTold ? [] : unreadSplices(document, place)),
    ],
  };
}

function partOf({ field, hasMetadata }: OutlineObject): ManifestPart {
  return { of: "template", field, hasMetadata };
}

/** A mapping of which a define that the document includes says the rest: its apiVersion, or its kind. */
function completed(
  mapping: OutlineObject,
  { splices }: OutlineDocument,
  place: DocumentPlace,
): OutlineObject {
  if (mapping.apiVersions.length > 0 && mapping.kinds.length > 0) return mapping;
  const rest = splices
    .flatMap((splice) => includedBy(splice, place.path, place.context.index)?.define.documents ?? [])
    .flatMap(({ objects }) => objects)
    .filter(
      ({ field, apiVersions, kinds }) => field === "" && (apiVersions.length === 0 || kinds.length === 0),
    );
  return {
    ...mapping,
    apiVersions: [...mapping.apiVersions, ...rest.flatMap(({ apiVersions }) => apiVersions)],
    kinds: [...mapping.kinds, ...rest.flatMap(({ kinds }) => kinds)],
  };
}
