/** Standard output or standard error. */
export interface Outlet {
  readonly write: (text: string) => void;
  /** Whether a person looks at it: colours and progress are for people only. */
  readonly isTerminal: boolean;
  /** How many characters its line holds, where that is known; it changes with the window. */
  readonly columns?: number | undefined;
}

/** What a command may use of the process around it; tests give their own. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  /** Today as an ISO date (`2026-11-21`), UTC. */
  readonly today: string;
  readonly out: Outlet;
  readonly error: Outlet;
  /** All of standard input. */
  readonly readInput: () => Promise<Uint8Array>;
  /**
   * Does work that must be brought to its end: a reader that goes away, a closed terminal or a full disk behind
   * standard output does not end the process meanwhile; what cannot be written is lost. Where that ends it
   * afterwards, it is with the exit code that the result has.
   */
  readonly toTheEnd: <Result>(
    work: () => Promise<Result>,
    exitCodeOf: (result: Result) => number,
  ) => Promise<Result>;
}

/** Whether to colour what goes to `outlet`: NO_COLOR wins over FORCE_COLOR, and both over what is looking. */
export function wantsColour(terminal: Terminal, outlet: Outlet): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = terminal.environment;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return outlet.isTerminal && TERM !== "dumb";
}
