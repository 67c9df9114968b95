import type { CODES } from "./codes.ts";

/** What a finding is about; `docs/playbooks.md` says each. */
export type FindingCode = keyof typeof CODES;

/** One thing that is wrong with a playbook, or that its author should look at. */
export interface PlaybookFinding {
  /** A document with an error is not run; a warning changes nothing. */
  readonly severity: "error" | "warning";
  /** RFC 6901, into the document; empty for the document as a whole. Of a missing key: where it would be. */
  readonly pointer: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  readonly code: FindingCode;
  /** What was read and what to write, in one or two sentences. */
  readonly message: string;
}

/** A finding before its line is known. */
export interface Draft {
  readonly code: FindingCode;
  readonly pointer: string;
  /** Into the text of the file. */
  readonly offset: number;
  readonly message: string;
}
