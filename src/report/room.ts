import type { Phrase } from "./document.ts";

/** How much a page may hold, how that is counted, and where the reader finds what did not fit. */
export interface Room {
  readonly limit: number;
  /** Length of a text in the unit of `limit`. */
  readonly measure: (text: string) => number;
  /** Where the whole report is: follows "… and 12 more: ". */
  readonly elsewhere: Phrase;
}

/** GitHub's limit of a comment, in characters. UTF-16 units are never fewer. */
export const COMMENT_CHARACTERS = 65_535;

/** GitHub's limit of a check run's summary and of its text, in bytes of UTF-8. */
export const CHECK_BYTES = 65_535;

export const inCharacters = (text: string): number => text.length;
export const inBytes = (text: string): number => Buffer.byteLength(text);
