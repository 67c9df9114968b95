import type { SourceFile } from "../source/finding.ts";
import type { Renderer } from "./rendering/renderer.ts";

/** A file of the repository by its path, read when it is asked for. */
export type FindFile = (path: string) => SourceFile | undefined;

/** What surrounds the files that are looked through: what they refer to, and what may render them. */
export interface Surroundings {
  readonly paths: Iterable<string>;
  readonly find: FindFile;
  /** Missing where nothing of the repository may be run. */
  readonly renderer?: Renderer;
}

/** What surrounds the files, and how much of them is read. */
export interface ScanSettings extends Surroundings {
  /**
   * `wanted`: files of which no view wants a document are not parsed, nor the schemas of custom resources; `all` where
   * it is left out, so that whatever is wrong with a document is told.
   */
  readonly parses?: "all" | "wanted";
  /**
   * Whether all that is judged runs this minor or a newer one; asked when all files were seen. What only older minors
   * would refuse is then not `wanted`.
   */
  readonly isPast?: (minor: string) => boolean;
}

/** Files that refer to nothing but themselves. */
export const noSurroundings: Surroundings = { paths: [], find: () => undefined };
