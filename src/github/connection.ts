import type { Octokit } from "@octokit/core";

/** Time as the doors hand it in, so that tests need not wait for real minutes. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after `milliseconds`, or rejects with the signal's reason as soon as it aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** A repository by its two names. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** Remembers which writes were under way when a process was killed. */
export interface Journal {
  /** Notes that a write begins; true where an earlier one of the same key may have arrived without its answer. */
  readonly begin: (key: string) => boolean;
  readonly end: (key: string) => void;
}

/** One repository on one GitHub, seen through one installation or token. */
export interface Connection {
  /** Octokit's own, with every retry of its plugins switched off: the retries are ours ({@link withRetries}). */
  readonly request: Octokit["request"];
  readonly repository: RepositoryName;
  readonly clock: Clock;
  /** Takes out of every text that is written what must not be seen; by default what looks like a secret. */
  readonly redact?: (text: string) => string;
  /** Missing where nobody repeats the work of a killed process. */
  readonly journal?: Journal;
  /** Aborted when the process ends: nothing waits any longer then. */
  readonly signal?: AbortSignal;
}
