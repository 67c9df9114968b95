import type { Finding, Place, SourceFile } from "../source/finding.ts";
import type { FileEdit } from "./file-edit.ts";

/** What a fixer says about one place: how to mend it, or why that is nothing for a machine. */
export type FixAnswer = { readonly edits: readonly FileEdit[] } | { readonly reason: string };

/** The place that is to be mended, and where the cluster stands. */
export interface FixRequest {
  readonly finding: Finding;
  readonly place: Place;
  readonly file: SourceFile;
  /** The control plane's version; undefined where nobody knows it. */
  readonly from: string | undefined;
}

/** Mends what is mechanical and certain of some findings. A new one is one file here and one line in `fixers.ts`. */
export interface Fixer {
  /** Whether it knows what to do about a finding at a place. */
  readonly knows: (finding: Finding, place: Place) => boolean;
  /** Pure; never throws on what the file holds. */
  readonly fix: (request: FixRequest) => FixAnswer;
}
