import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { redaction } from "../source/redaction.ts";
import type { Environment } from "./inputs.ts";
import type { Log } from "./run.ts";

/**
 * Sets an output of the step. The value stands between two lines that nobody can guess, so that no text
 * from a file can end it and set another output.
 */
export function setOutput(environment: Environment, name: string, value: string): void {
  const end = `kubehop-${randomUUID()}`;
  append(environment.GITHUB_OUTPUT, `${name}<<${end}\n${cleaned(environment, value)}\n${end}\n`);
}

/** Adds Markdown to the job's summary. */
export function addSummary(environment: Environment, markdown: string): void {
  append(environment.GITHUB_STEP_SUMMARY, `${cleaned(environment, markdown)}\n`);
}

/** A text as it may leave the step: without its token, and without what looks like a secret. */
export function cleaned(environment: Environment, text: string): string {
  return redaction([environment["INPUT_GITHUB-TOKEN"] ?? ""])(text);
}

/** Keeps a word for the post step of this step, which sees it as `STATE_NAME`. */
export function saveState(environment: Environment, name: string, value: string): void {
  const end = `kubehop-${randomUUID()}`;
  append(environment.GITHUB_STATE, `${name}<<${end}\n${value}\n${end}\n`);
}

/** Text for the log in which the runner looks for no commands: a line of a file may begin with `::`. */
export function inert(text: string): string {
  const end = randomUUID();
  return `::stop-commands::${end}\n${text}${text.endsWith("\n") ? "" : "\n"}::${end}::\n`;
}

/** Does work during which the runner looks for no commands in the log: what is run may write anything. */
export async function quietly<Result>(log: Log, work: () => Promise<Result>): Promise<Result> {
  const end = randomUUID();
  log(`::stop-commands::${end}\n`);
  try {
    return await work();
  } finally {
    log(`::${end}::\n`);
  }
}

/** Old runners have no such file; the log says everything too. */
function append(path: string | undefined, text: string): void {
  if (path !== undefined && path !== "") appendFileSync(path, text);
}
