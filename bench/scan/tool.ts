import type { Api } from "../corpus/api-versions.ts";

/** An old or too new version that a tool has found. */
export interface Sighting extends Api {
  /** Relative to the corpus; missing where the tool names no file. */
  readonly path?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Missing where the tool knows objects only. */
  readonly class?: "object" | "reference";
}

/** What a tool found in one run. */
export interface Answer {
  /** All its findings, as it counts them itself. */
  readonly findings: number;
  readonly sightings: readonly Sighting[];
  /** Files and documents that it says it could not read; missing where it does not say. */
  readonly unread?: number;
}

/** A scanner that takes part. */
export interface Tool {
  readonly name: string;
  /** The program, and words that come before all others. */
  readonly command: readonly [string, ...string[]];
  /** Its words for a scan of the folder that it is started in; `files` are the YAML and JSON files there. */
  readonly words: (files: readonly string[]) => readonly string[];
  /** Reads what it printed when it was started in `directory`. */
  readonly read: (output: string, directory: string) => Answer;
}

/** A tool that cannot take part, and why. */
export interface Absent {
  readonly name: string;
  readonly reason: string;
}
