/** One kustomization, a recipe that makes objects of other files. */
export interface Kustomization {
  readonly path: string;
  /** The files and folders of the repository that it takes objects from, by their paths in the repository. */
  readonly resources: readonly string[];
  /** What it would fetch, with the line that says so. */
  readonly remote: readonly RemoteResource[];
  /** The files of the repository that hold its patches. */
  readonly patchFiles: readonly string[];
  /** What it does to objects beyond putting them together, which only building it tells. */
  readonly changes: KustomizationChanges;
  /** A Component is built only as a part of another kustomization. */
  readonly isComponent: boolean;
}

export interface RemoteResource {
  readonly text: string;
  readonly line: number;
}

export type KustomizationChanges =
  | { readonly to: "none" }
  /** Patches and the like of objects with these words after `apiVersion:` and `kind:`, and of those in its patch files. */
  | {
      readonly to: "some";
      readonly words: ReadonlySet<string>;
      /** Whether the kustomization itself may give objects other APIs, or take some away; its patch files too may. */
      readonly mayRename: boolean;
    }
  /** Generators and transformers may change and add any. */
  | { readonly to: "any" };
