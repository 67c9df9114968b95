/** A file before and after its fixes; every byte that no fix is about is the same. */
export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly mends: readonly Mend[];
}

/** One fix of a file, whose lines belong together. */
export interface Mend {
  /** Id of the finding that it mends. */
  readonly finding: string;
  /** The lines of the file before that it touches. */
  readonly lines: readonly number[];
}
