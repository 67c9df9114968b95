/** Where a playbook can be run: 0 static, 1 kind, 2 minikube, 3 cloud, 4 a hosted dev environment. */
export type PathLevel = 0 | 1 | 2 | 3 | 4;

/** Every path, the lowest first. */
export const PATH_LEVELS = [0, 1, 2, 3, 4] as const satisfies readonly PathLevel[];

/** The path of that number; undefined for any other text. */
export function pathLevel(text: string | undefined): PathLevel | undefined {
  return PATH_LEVELS.find((level) => String(level) === text);
}

/** A document that says how to prove a change at up to five levels, as its reader hands it on: valid throughout. */
export interface Playbook {
  readonly name: string;
  readonly description: string;
  /** The level that gives the best result. */
  readonly recommendedPath: PathLevel;
  /** The lowest level that is of any use; never above the recommended one. */
  readonly minimumPath: PathLevel;
  readonly tools: readonly RequiredTool[];
  readonly files: readonly RequiredFile[];
  readonly inputs: readonly PlaybookInput[];
  /** At least one; their names differ. */
  readonly steps: readonly PlaybookStep[];
  /** Marked `x-uses: cluster`: where a run has a cluster, its `kind create cluster` gets that one. */
  readonly usesCluster?: true;
}

/** A program that must be on PATH for these paths. */
export interface RequiredTool {
  readonly name: string;
  readonly requiredForPaths: readonly PathLevel[];
}

/** A file that must be there; `path` is relative to the working directory and stays inside it. */
export interface RequiredFile {
  readonly path: string;
  readonly description?: string;
}

/** A value that whoever runs the playbook may give: commands see it as the variable `INPUT_NAME`. */
export interface PlaybookInput {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly required: boolean;
  /** RE2; it must match the whole value. */
  readonly pattern?: string;
}

export interface PlaybookStep {
  readonly name: string;
  readonly description: string;
  /** At least one. */
  readonly variants: ReadonlyMap<PathLevel, Variant>;
}

/** How a step is done on one path. */
export interface Variant {
  /** At least one; each is a bash text of its own, so that `cd` and variables end with it. */
  readonly commands: readonly string[];
  /** Literal text that the output of all its commands must hold; blank or absent: whatever it is. */
  readonly expectedOutput?: string;
  /** Of the last command, 0 to 255; commands before it must end with 0. */
  readonly expectedExitCode: number;
  /** The claim that this variant proves. */
  readonly validates: string;
  /** For each command. */
  readonly timeoutMilliseconds: number;
  readonly teardown: readonly string[];
}
