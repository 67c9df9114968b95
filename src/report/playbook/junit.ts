import type { PlaybookRun, StepRun } from "../../playbook/playbook-run.ts";
import { xmlAttribute, xmlText } from "../xml-text.ts";
import { failedTeardowns, runHeadline, statusWord, stepReason, totalDuration } from "./run-words.ts";

/**
 * A run as JUnit XML: the playbook is one suite, each step one case; what was not run is skipped with its reason.
 * A run that could not be made has one case more, which is an error. Failed teardown changes no result: it stands
 * in the suite's properties and its error stream.
 */
export function runJunit(run: PlaybookRun): string {
  const cases = [...run.steps.map((step) => stepCase(step, run.playbook)), ...errorCase(run)];
  const count = (outcome: Outcome) => cases.filter((one) => one.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="${seconds(totalDuration(run))}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="kubehop playbook" ${counts}>
  <testsuite name="${xmlAttribute(run.playbook)}" ${counts}>
${properties(run)}${cases.map(({ xml }) => xml).join("")}${teardownErrors(run)}  </testsuite>
</testsuites>
`;
}

type Outcome = "passed" | "failure" | "skipped" | "error";

interface Case {
  readonly outcome: Outcome;
  readonly xml: string;
}

function stepCase(step: StepRun, playbook: string): Case {
  const outcome = outcomeOf(step);
  const message = xmlAttribute(stepReason(step));
  const kind = xmlAttribute(step.status);
  const verdicts: Readonly<Record<Exclude<Outcome, "error">, string>> = {
    passed: "",
    failure: `<failure type="${kind}" message="${message}">${xmlText(failureText(step))}</failure>`,
    skipped: `<skipped message="${xmlAttribute(`${statusWord(step.status)}: ${stepReason(step)}`)}"/>`,
  };
  const output = step.outputExcerpt === "" ? "" : `<system-out>${xmlText(step.outputExcerpt)}</system-out>`;
  const open = `    <testcase classname="${xmlAttribute(playbook)}" name="${xmlAttribute(step.name)}" time="${seconds(step.durationMs)}"`;
  const inner = `${verdicts[outcome]}${output}`;
  return { outcome, xml: inner === "" ? `${open}/>\n` : `${open}>${inner}</testcase>\n` };
}

function outcomeOf({ status }: StepRun): Exclude<Outcome, "error"> {
  if (status === "passed") return "passed";
  return status === "failed" || status === "timed_out" ? "failure" : "skipped";
}

function failureText(step: StepRun): string {
  const causes = (step.diagnosis ?? []).flatMap(({ object, cause, evidence, next, runbook }) => [
    `${object}: ${cause}`,
    ...evidence.map((line) => `  ${line}`),
    `Next: ${next}`,
    `Runbook: ${runbook}`,
  ]);
  return [stepReason(step), ...causes].join("\n");
}

function errorCase(run: PlaybookRun): readonly Case[] {
  if (run.result !== "error") return [];
  const { missing, reason = "The playbook could not run." } = run;
  const lines = [
    reason,
    ...missing.tools.map((name) => `Missing tool: ${name}`),
    ...missing.files.map((path) => `Missing file: ${path}`),
  ];
  const xml = `    <testcase classname="${xmlAttribute(run.playbook)}" name="run" time="0.000"><error type="error" message="${xmlAttribute(reason)}">${xmlText(lines.join("\n"))}</error></testcase>\n`;
  return [{ outcome: "error", xml }];
}

function properties(run: PlaybookRun): string {
  const values: readonly (readonly [string, string])[] = [
    ["result", run.result],
    ["headline", runHeadline(run)],
    ["path", run.path === null ? "none" : String(run.path)],
    ["degraded", String(run.degraded)],
    ...run.missing.tools.map((name) => ["missing-tool", name] as const),
    ...run.missing.files.map((path) => ["missing-file", path] as const),
    ...run.notValidated.map((claim) => ["not-validated", claim] as const),
    ...run.warnings.map((warning) => ["warning", warning] as const),
    ["teardown-failures", String(failedTeardowns(run).length)],
  ];
  const lines = values.map(
    ([name, value]) => `      <property name="${name}" value="${xmlAttribute(value)}"/>\n`,
  );
  return `    <properties>\n${lines.join("")}    </properties>\n`;
}

function teardownErrors(run: PlaybookRun): string {
  const failed = failedTeardowns(run).map(
    ({ step, command, status, outputExcerpt }) =>
      `Teardown of ${step} ${statusWord(status)}: ${command}\n${outputExcerpt}`,
  );
  return failed.length === 0 ? "" : `    <system-err>${xmlText(failed.join("\n"))}</system-err>\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
