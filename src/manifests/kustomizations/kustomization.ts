/** One kustomization, a recipe that makes objects of other files. */
export interface Kustomization {
  readonly path: string;
  /** The files and folders of the repository that it takes objects from, by their paths in the repository. */
  readonly resources: readonly string[];
  /** What it would fetch, with the line that says so. */
  readonly remote: readonly RemoteResource[];
  /** The files of the repository that hold its patches. */
  readonly patchFiles: readonly string[];
  /** It does more than put files together, so that only building it tells what comes out. */
  readonly changesObjects: boolean;
  /** A Component is built only as a part of another kustomization. */
  readonly isComponent: boolean;
}

export interface RemoteResource {
  readonly text: string;
  readonly line: number;
}
