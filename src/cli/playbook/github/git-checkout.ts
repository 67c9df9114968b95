import { realpathSync } from "node:fs";
import { askProgram } from "../../../doctor/ask-program.ts";
import { findProgram } from "../../../execution/find-program.ts";
import type { Terminal } from "../../terminal.ts";

/** What git says of the working directory. */
export interface GitCheckout {
  /** Absolute path of the working copy. */
  readonly root: string;
  /** The commit that is checked out, as a whole SHA. */
  readonly head: string;
  /** The URL of the remote `origin`; undefined where there is none. */
  readonly origin?: string;
}

/** Undefined where there is no git, no working copy or no commit yet. */
export async function gitCheckout({
  environment,
  workingDirectory,
}: Pick<Terminal, "environment" | "workingDirectory">): Promise<GitCheckout | undefined> {
  const git = findProgram("git", environment.PATH);
  if (git === undefined) return undefined;
  const ask = async (...words: readonly string[]) => {
    const answer = await askProgram(git, ["-C", workingDirectory, ...words], environment);
    return "text" in answer ? answer.text.trim() : undefined;
  };
  const root = await ask("rev-parse", "--show-toplevel");
  const head = await ask("rev-parse", "--verify", "HEAD^{commit}");
  if (root === undefined || head === undefined) return undefined;
  const origin = await ask("remote", "get-url", "origin");
  return { root: realpathSync(root), head, ...(origin === undefined ? {} : { origin }) };
}
