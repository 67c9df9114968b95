import type { CommandEnd } from "../../execution/executor.ts";
import type { TeardownRun } from "../playbook-run.ts";
import { CommandOutput } from "./command-output.ts";
import type { RunPorts } from "./ports.ts";
import type { RunPlan, TeardownCommand } from "./run-plan.ts";
import { teardownOf } from "./run-plan.ts";

/** Of each teardown command, as the specification sets it. */
export const TEARDOWN_LIMIT_MILLISECONDS = 60_000;

export interface TeardownOutcome {
  readonly runs: readonly TeardownRun[];
  readonly artifacts: readonly string[];
  readonly warnings: readonly string[];
}

/** Runs every teardown command, whatever became of those before it. Nothing cuts it short. */
export async function runTeardown(plan: RunPlan, ports: RunPorts): Promise<TeardownOutcome> {
  const runs: TeardownRun[] = [];
  const artifacts: string[] = [];
  const warnings: string[] = [];
  for (const [index, command] of teardownOf(plan.steps).entries()) {
    ports.observe({ kind: "teardown-started", command });
    const output = new CommandOutput(`teardown-${index + 1}-${command.step}.log`, ports.artifacts, () => {});
    const end = await runCommand(command, plan, { ports, output });
    const record = output.end();
    const run = teardownRun(command, end, record.excerpt);
    runs.push(run);
    if (record.artifact !== undefined) artifacts.push(record.artifact);
    if (record.warning !== undefined) warnings.push(record.warning);
    if (run.status !== "passed") warnings.push(complaint(command, end));
    ports.observe({ kind: "teardown-ended", teardown: run });
  }
  return { runs, artifacts, warnings };
}

function runCommand(
  { text, path }: TeardownCommand,
  { inputs }: RunPlan,
  { ports, output }: { readonly ports: RunPorts; readonly output: CommandOutput },
): Promise<CommandEnd> {
  return ports.executor.run({
    text,
    timeoutMilliseconds: TEARDOWN_LIMIT_MILLISECONDS,
    environment: { ...ports.environmentOf(path), ...inputs },
    signal: new AbortController().signal,
    onOutput: (chunk) => output.write(chunk),
  });
}

function teardownRun({ step, text }: TeardownCommand, end: CommandEnd, outputExcerpt: string): TeardownRun {
  const isPassed = end.how === "exited" && end.exitCode === 0;
  const status = isPassed ? "passed" : end.how === "timed-out" ? "timed_out" : "failed";
  return { step, command: text, status, outputExcerpt };
}

function complaint({ step, text }: TeardownCommand, end: CommandEnd): string {
  return `The teardown of ${step} left something behind, look after it: \`${text}\` ${how(end)}.`;
}

function how(end: CommandEnd): string {
  switch (end.how) {
    case "exited":
      return `ended with exit code ${end.exitCode}`;
    case "timed-out":
      return `did not end within ${TEARDOWN_LIMIT_MILLISECONDS / 1000} s`;
    case "cancelled":
      return "was cancelled";
    case "not-started":
      return `was not started (${end.reason})`;
    default:
      return end satisfies never;
  }
}
