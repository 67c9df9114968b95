import type { Said } from "./said.ts";

/** What a mapping of a template says of itself; arms may say different things. */
export interface OutlineObject {
  /** Where it lies in its document: empty for the document itself, `items[]`, `spec.scaleTargetRef`. */
  readonly field: string;
  readonly apiVersions: Said[];
  readonly kinds: Said[];
  readonly names: Said[];
  readonly namespaces: Said[];
  hasMetadata: boolean;
}

/** What a document of a template names, without what it says otherwise. */
export interface OutlineDocument {
  /** In the order in which they begin. */
  readonly objects: readonly OutlineObject[];
  /** It says something itself, besides what its splices write. */
  readonly hasKeys: boolean;
  /** Outputs that stand for whole lines of the document itself: an included object, or a part of one. */
  readonly splices: readonly Splice[];
  /** Outputs that stand for the `items` of the document, where it is a List, or for one of them. */
  readonly items: readonly Said[];
}

export interface Splice extends Said {
  /** It stands behind an open scalar: what it writes goes on with that, unless it begins in the first column. */
  readonly isBehindScalar: boolean;
}
