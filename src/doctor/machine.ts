/** What a machine has, as it was found: nothing of it is judged yet. */
export interface Machine {
  readonly tools: readonly FoundTool[];
  readonly engines: readonly FoundEngine[];
  /** Of the system's control groups; missing where it has none or does not say. */
  readonly cgroup?: 1 | 2;
  /** Settings by the names of `sysctl`; those that the system does not have are missing. */
  readonly settings: ReadonlyMap<string, number>;
  readonly folders: readonly FoundFolder[];
}

/** A program that was looked for. */
export interface FoundTool {
  readonly name: string;
  /** Absolute; missing where it is not on PATH. */
  readonly path?: string;
  /** `1.36.3`; missing where it does not say. */
  readonly version?: string;
  /** Why it did not say its version. */
  readonly flaw?: string;
}

/** A program that runs containers, and what its engine answered. */
export interface FoundEngine extends FoundTool {
  /** The version of what runs the containers; missing where it did not answer. */
  readonly server?: string;
  /** What was said instead of an answer. */
  readonly refusal?: string;
}

/** A place that runs write to. */
export interface FoundFolder {
  /** `temporary files`, `notes of runs`, `the engine's images`. */
  readonly purpose: string;
  readonly path: string;
  readonly freeBytes?: number;
  readonly isWritable: boolean;
}
