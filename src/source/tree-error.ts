/** A flaw inside a document that was read nevertheless; `offset` points at it. */
export interface Flaw {
  readonly offset: number;
  readonly message: string;
}

/** A document that must not be read further, such as an alias bomb. */
export class TreeError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** What is said about a document that nests deeper than any real one. */
export const TOO_DEEP = "nested too deeply to be read";
