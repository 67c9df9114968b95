import type { SourceFile, Unread } from "../source/finding.ts";
import type { Manifest } from "./manifest.ts";

/**
 * What checks want to know of the repository's objects. While the files stream by, `read` makes small records of
 * what it is shown; the text is dropped afterwards, so a record holds numbers, booleans and texts that
 * {@link detached} made, never a `SourceValue`. Several checks may share one view: it is read once.
 */
export interface ManifestView<Entry> {
  readonly kind: "manifests";
  readonly name: string;
  /**
   * Called with each value of `apiVersion:` and `kind:` that a document names, at any depth (`apps/v1`,
   * `Deployment`). A document of which it takes none is not shown to `read`, and not parsed for its sake.
   */
  readonly mentions: (word: string) => boolean;
  /** Whether it still wants a document of which it takes a word, when it sees all that are clear. */
  readonly wantsWords?: (words: readonly string[]) => boolean;
  /**
   * The minor (`1.23`) from which on a word that it takes tells it nothing, because all that may be said is that older
   * minors do not know it yet; undefined where there is more.
   */
  readonly settledIn?: (word: string) => string | undefined;
  /**
   * A cheap look at the text of a document whose words it takes: false where `read` would find nothing in it. Says
   * yes where it is not certain, as where letters are written as escapes.
   */
  readonly wantsText?: (text: string, path: string) => boolean;
  /**
   * Whether samples, tests and documents count too (`examples/`, `testdata/`): an old API version there misleads
   * whoever copies it, while nothing of it runs.
   */
  readonly inSamples: boolean;
  /** Whether it is also shown what has a {@link Manifest.part}: patches, and references in templates. */
  readonly wantsParts?: boolean;
  /**
   * A cheap look at the text of a template: whether it is also shown what that says with blanks for its actions
   * ({@link Manifest.isConditional}).
   */
  readonly wantsTemplateText?: (text: string) => boolean;
  /**
   * Whether `read` looks at nothing but the APIs that are named. Building a kustomization for it tells nothing new,
   * unless its changes give objects other names, or take some away.
   */
  readonly readsNamesOnly?: boolean;
  /** Called for each object of a document that passed. Never throws on content. */
  readonly read: (manifest: Manifest) => readonly Entry[];
}

/** The same for files that hold no Kubernetes objects: systemd drop-ins, PEM, containerd's configuration. */
export interface FileView<Entry> {
  readonly kind: "files";
  readonly name: string;
  /** A cheap look at path and text. */
  readonly wants: (file: SourceFile) => boolean;
  /** Never throws on content: what it cannot read it gives as {@link Unread}. */
  readonly read: (file: SourceFile) => {
    readonly entries: readonly Entry[];
    readonly unread?: readonly Unread[];
  };
}

export type View<Entry = unknown> = ManifestView<Entry> | FileView<Entry>;

/** Whether some view wants a document that names these words, or more of it than the APIs that it names. */
export type Wants = (words: Iterable<string>, what?: "names" | "content") => boolean;

/** The key of custom resources' schemas, nearly all that a definition holds: objects are described there, none is named. */
export const READ_BY_NO_VIEW = "openAPIV3Schema";
