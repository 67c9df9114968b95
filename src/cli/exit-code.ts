import type { Assessment } from "../assessment/assessment.ts";
import { atLeast } from "../assessment/sort-findings.ts";
import type { Finding, Severity } from "../source/finding.ts";
import type { ExitCode, Invocation } from "./command.ts";

/**
 * 2 where the configuration cannot be used; 1 where the assessment fails, where `--fail-on` was given and a
 * finding reaches it, or where `--strict` was given and something could not be read. What the configuration
 * calls advisory fails only when `--fail-on` asks for it.
 */
export function exitCodeOf(assessment: Assessment, invocation: Invocation): ExitCode {
  const findings = [...assessment.findings, ...assessment.clusters.flatMap((cluster) => cluster.findings)];
  if (findings.some(isBrokenConfiguration)) return 2;
  if (assessment.conclusion === "failure") return 1;
  if (invocation.options.has("strict") && assessment.unread.length > 0) return 1;
  const threshold = severityOf(invocation.options.get("fail-on"));
  if (threshold === undefined) return 0;
  return findings.some(({ severity }) => atLeast(severity, threshold)) ? 1 : 0;
}

/** A configuration that is not used at all: then nothing was judged as it was meant to be. */
export function isBrokenConfiguration({ id, severity }: Finding): boolean {
  return id === "invalid-configuration" && severity === "blocker";
}

function severityOf(text: string | undefined): Severity | undefined {
  return text === "blocker" || text === "risk" || text === "notice" ? text : undefined;
}
