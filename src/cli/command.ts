import type { Terminal } from "./terminal.ts";

/**
 * 0 fine; 1 findings at or above `--fail-on`, a blocked plan or a failed playbook; 2 bad input or configuration;
 * 3 could not run; 130 cancelled by a signal.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** One `--name VALUE` of a command, or a switch `--name`. */
export interface Option {
  readonly name: string;
  /** What stands for the value in the help: `VERSION`, `FILE`; a switch has none. */
  readonly value?: string;
  readonly says: string;
  /** The only values that are accepted, where the set is closed; the first is the default. */
  readonly choices?: readonly string[];
  /** What holds without it, where that is not the first of the choices. */
  readonly otherwise?: string;
  /** It may be given several times; its values are in {@link Invocation.lists}. */
  readonly repeats?: true;
}

/** What a command may take without dashes: one argument, or several of the same kind. */
export interface Positional {
  readonly name: string;
  readonly says: string;
  readonly required: boolean;
  /** It may be given several times; all are in {@link Invocation.positionals}. */
  readonly repeats?: true;
  /** It is a file, which shells complete as one; anything without choices or offers is a directory. */
  readonly isFile?: true;
  readonly choices?: readonly string[];
  /** What a shell offers for it, where that is known only at run time. */
  readonly offers?: () => Promise<readonly string[]>;
}

export interface Example {
  readonly line: string;
  readonly says: string;
}

/** What was typed after the command's name, already checked against the command. */
export interface Invocation {
  readonly command: Command;
  /** The first argument without dashes. */
  readonly positional?: string;
  readonly positionals: readonly string[];
  /** By name; a switch that was set has an empty text. */
  readonly options: ReadonlyMap<string, string>;
  /** The values of options that repeat, in the order they were typed; an option that was not given is missing. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** The words of an invocation, whichever command they are of. */
export type Words = Pick<Invocation, "positionals" | "options" | "lists">;

export type RunCommand = (invocation: Invocation, terminal: Terminal) => Promise<ExitCode> | ExitCode;

/** One command of the CLI, of one word or two: `plan`, `playbook lint`. `load` imports its code, so that a command pays only for what it needs itself. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly positional?: Positional;
  readonly options: readonly Option[];
  readonly examples: readonly Example[];
  readonly load: () => Promise<RunCommand>;
}
