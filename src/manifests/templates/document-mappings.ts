import type { OutlineDocument, OutlineObject } from "./outline-document.ts";

/** The mappings of a document: those that are objects, and those inside them that name an API. */
export interface DocumentMappings {
  readonly objects: readonly OutlineObject[];
  readonly parts: readonly OutlineObject[];
}

/** Takes objects out of the Lists and OpenShift Templates in which they lie. */
export function documentMappings(document: OutlineDocument): DocumentMappings {
  const { objects: all } = document;
  const roots = all.filter(({ field }) => field === "");
  const kinds = kindsOf(document);
  const isList = kinds.some((kind) => kind.endsWith("List"));
  const listed = kinds.includes("Template") ? TEMPLATE_OBJECT : isList ? LIST_ITEM : BARE_ITEM;
  const items = all.filter(({ field }) => listed.test(field));
  const isTyped = items.some(({ apiVersions }) => apiVersions.length > 0);
  const own = isList ? roots.flatMap((root) => (isTyped ? [] : itemsOf(root))) : roots;
  return {
    objects: [...own, ...items],
    parts: all.filter(({ field }) => field !== "" && !listed.test(field)),
  };
}

/** Whether a document may be a `List`; of a typed one the list itself tells what its items are. */
export function isListDocument(document: OutlineDocument): boolean {
  return kindsOf(document).includes("List");
}

function kindsOf({ objects }: OutlineDocument): readonly string[] {
  const roots = objects.filter(({ field }) => field === "");
  return roots.flatMap((root) => root.kinds.map(({ text }) => text));
}

const LIST_ITEM = /^items\[\](?:\.items\[\])*$/;
const TEMPLATE_OBJECT = /^objects\[\]$/;
const BARE_ITEM = /^\[\]$/;

/** The items of a typed list that leaves their apiVersion out, as one object at the list's own. */
function itemsOf(list: OutlineObject): readonly OutlineObject[] {
  const kinds = list.kinds
    .filter(({ text }) => text !== "List")
    .map((kind) => ({ ...kind, text: kind.text.replace(/List$/, "") }));
  return kinds.length === 0 ? [] : [{ ...list, kinds }];
}
