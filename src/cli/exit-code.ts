import type { Assessment } from "../assessment/assessment.ts";
import { countAtLeast, findingsOf } from "../assessment/findings-of.ts";
import { counted } from "../report/shorten.ts";
import type { Finding, Severity } from "../source/finding.ts";
import type { ExitCode, Invocation } from "./command.ts";
import type { Terminal } from "./terminal.ts";

/**
 * 2 where the configuration cannot be used; 1 where the assessment fails, where `--fail-on` was given and a
 * finding reaches it, or where `--strict` was given and something could not be read. The last two are said on
 * standard error, because the report may look fine. What the configuration calls advisory fails only when
 * `--fail-on` asks for it.
 */
export function exitCodeOf(assessment: Assessment, { options }: Invocation, { error }: Terminal): ExitCode {
  if (findingsOf(assessment).some(isBrokenConfiguration)) return 2;
  if (assessment.conclusion === "failure") return 1;
  if (options.has("strict") && assessment.unread.length > 0) {
    error.write(
      `Exit code 1: ${counted(assessment.unread.length, "part")} could not be read, and --strict was given.\n`,
    );
    return 1;
  }
  const threshold = severityOf(options.get("fail-on"));
  const reached = threshold === undefined ? 0 : countAtLeast(assessment, threshold);
  if (reached === 0) return 0;
  error.write(`Exit code 1: ${counted(reached, "finding")} at or above --fail-on ${threshold}.\n`);
  return 1;
}

/** A configuration that is not used at all: then nothing was judged as it was meant to be. */
export function isBrokenConfiguration({ id, severity }: Finding): boolean {
  return id === "invalid-configuration" && severity === "blocker";
}

function severityOf(text: string | undefined): Severity | undefined {
  return text === "blocker" || text === "risk" || text === "notice" ? text : undefined;
}
