import type { Unread } from "../source/finding.ts";
import type { View } from "./view.ts";

/** What of a repository was looked at, in numbers; nothing is left out silently. */
export interface Coverage {
  /** Files that may hold manifests: YAML, JSON and templates of them. */
  readonly files: number;
  /** Documents in them, Kubernetes objects or not; a List is one. */
  readonly documents: number;
  /** Those of them that were not parsed, because no chosen check reads what their files name. */
  readonly unparsed: number;
  /** Kubernetes objects that stand in the parsed documents; the items of a List count each. */
  readonly objects: number;
  /** Templates that nobody rendered: objects that are certainly there, those in a branch, and places that could not be read as they are. */
  readonly templates: { readonly certain: number; readonly conditional: number; readonly unresolved: number };
  /** What was passed over on purpose, and why. */
  readonly skipped: readonly Unread[];
}

/** What the checks' views found in a repository, and what of it could not be read. */
export interface Repository {
  /** The records of a view, in the order of the files, templates last; empty for a view that was not asked for. */
  readonly of: <Entry>(view: View<Entry>) => readonly Entry[];
  readonly unread: readonly Unread[];
  readonly coverage: Coverage;
}

/** The repository of a caller that has none: a cluster that was read alone. */
export const emptyRepository: Repository = {
  of: () => [],
  unread: [],
  coverage: {
    files: 0,
    documents: 0,
    unparsed: 0,
    objects: 0,
    templates: { certain: 0, conditional: 0, unresolved: 0 },
    skipped: [],
  },
};
