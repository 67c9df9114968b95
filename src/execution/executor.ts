/** Where the commands of a playbook run; each environment is one adapter. */
export interface Executor {
  /**
   * Runs one command to its end, which is the end of its shell: what it started and left behind in its process
   * group is ended with it. Rejects only for defects: what happened to the command is in the answer.
   */
  readonly run: (command: Command) => Promise<CommandEnd>;
}

/** One bash text, with its own process group, time limit and environment. */
export interface Command {
  readonly text: string;
  readonly timeoutMilliseconds: number;
  /** What it sees besides the allow-list of the executor: `INPUT_*`, `KUBECONFIG` of the sandbox. */
  readonly environment: Readonly<Record<string, string>>;
  /** Standard output and error as they come, byte for byte, in one order; a chunk is only lent for the call. */
  readonly onOutput: (chunk: Uint8Array) => void;
  /** Ends the command and all that it started. */
  readonly signal: AbortSignal;
}

export type CommandEnd =
  /** By itself, or by a signal that nobody here sent (128 + its number, as a shell says it). */
  | { readonly how: "exited"; readonly exitCode: number }
  | { readonly how: "timed-out" }
  | { readonly how: "cancelled" }
  /** Nothing ran: the shell is not there, or the system refused to start it. */
  | { readonly how: "not-started"; readonly reason: string };
