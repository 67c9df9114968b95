import type { Finding, Place, SourceFile } from "../source/finding.ts";
import type { Splice } from "./splice.ts";

/** What a fixer says about one place: how to mend it, or why that is nothing for a machine. */
export type FixAnswer = { readonly splices: readonly Splice[] } | { readonly reason: string };

/** The place that is to be mended, and where the clusters stand that it is told of. */
export interface FixRequest {
  readonly finding: Finding;
  readonly place: Place;
  readonly file: SourceFile;
  /** What every control plane that is concerned runs; none where nobody knows it. */
  readonly versions: readonly string[];
  /** The oldest minor that still gets fixes, which an unknown cluster may run. */
  readonly oldestSupported: string;
}

/**
 * What is mended together or not at all. `part`: all of those that share `of`; `object`: one with all that follows
 * it; `follower`: what changes or selects objects that stand elsewhere.
 */
export type Bond =
  | { readonly role: "part"; readonly of: string }
  | { readonly role: "object"; readonly of: string; readonly name: string }
  /** The name is undefined where it is about every name. */
  | { readonly role: "follower"; readonly of: string; readonly name?: string | undefined };

/** One value of a file's documents that a fix changes; undefined is what is not there. */
export interface ValueChange {
  /** Keys and indexes, from the index of the document on. */
  readonly path: readonly (string | number)[];
  readonly before: unknown;
  readonly after: unknown;
  /** The mapping or list that holds it, before. */
  readonly holder: unknown;
}

/** Mends what is mechanical and certain of some findings. A new one is one file here and one line in `fixers.ts`. */
export interface Fixer {
  /** Whether it knows what to do about a finding at a place. */
  readonly knows: (finding: Finding, place: Place) => boolean;
  /** Which of several causes at one place a finding tells. */
  readonly causeOf: (finding: Finding, place: Place) => string;
  /** Pure; never throws on what the file holds. */
  readonly fix: (request: FixRequest) => FixAnswer;
  /** Whether a change of a value is one that the fix is about; any other means that it does more than it should. */
  readonly isMeant: (request: FixRequest, change: ValueChange) => boolean;
  /** What has to be mended with it, where something has. */
  readonly bondOf?: (request: FixRequest) => Bond | undefined;
  /** True where one fix may change what the next one of the same file has to do. */
  readonly isStepwise: boolean;
}
