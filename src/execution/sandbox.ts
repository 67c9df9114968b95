import type { Executor } from "./executor.ts";

/** A cluster for the commands of a run: made or found before the first of them, and left or removed after the last. */
export interface Sandbox {
  /** What it is called in sentences: `the kind cluster kubehop-0123456789abcdef`. */
  readonly title: string;
  /** What commands see of it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes it ready for commands. What was made of it when this fails is removed by `close`. */
  readonly open: (executor: Executor, signal: AbortSignal) => Promise<SandboxEnd>;
  /** Writes what tells why a step failed into this folder, before anything is removed; missing where it has none. */
  readonly exportLogs?: (executor: Executor, folder: string) => Promise<SandboxEnd>;
  /** Removes what `open` made; nothing cuts it short. */
  readonly close: (executor: Executor) => Promise<SandboxEnd>;
  /** What another process runs instead of `close` if this one dies. */
  readonly teardown: readonly SandboxCommand[];
}

/** A bash text with all that it needs. */
export interface SandboxCommand {
  readonly text: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

/** Undefined where it was done; else in a sentence why not. */
export type SandboxEnd = string | undefined;
