import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Assessment } from "../assessment/assessment.ts";
import { noBaseline, writeBaseline } from "../assessment/baseline.ts";
import { findingsOf } from "../assessment/findings-of.ts";
import { errorWords } from "../source/error-words.ts";
import type { SourceFile } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import type { Invocation } from "./command.ts";
import { deliver } from "./deliver.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The baseline that the command line names. One that is to be written starts from none, so that it holds all that
 * is there, and what is known can be mended all the same.
 *
 * @throws KubehopError `invalid-baseline`
 */
export function namedBaseline({ command, options }: Invocation, terminal: Terminal): SourceFile | undefined {
  if (options.has("write-baseline") || command.name === "fix") return noBaseline();
  const path = options.get("baseline");
  if (path === undefined) return undefined;
  try {
    return { path, text: readFileSync(resolve(terminal.workingDirectory, path), "utf8") };
  } catch (cause) {
    throw new KubehopError({
      code: "invalid-baseline",
      message: `The baseline ${path} cannot be read: ${errorWords(cause)}.`,
      remedy: "Write it with `kubehop check --write-baseline FILE`.",
      cause,
    });
  }
}

/** Writes the findings of an assessment as a baseline, where the command line asks for it. */
export function deliverBaseline(assessment: Assessment, invocation: Invocation, terminal: Terminal): boolean {
  const path = invocation.options.get("write-baseline");
  if (path === undefined) return false;
  const findings = findingsOf(assessment);
  const options = new Map(invocation.options).set("output", path);
  deliver(writeBaseline(findings), { ...invocation, options }, terminal);
  return true;
}
