import type { CommandEnd } from "../../execution/executor.ts";
import { type TextSearch, textSearch } from "../output/text-search.ts";
import { wantedText } from "../output/wanted-text.ts";
import type { PathLevel, Variant } from "../playbook.ts";
import type { StepStatus } from "../playbook-run.ts";
import { CommandOutput, type CommandRecord } from "./command-output.ts";
import type { RunPorts } from "./ports.ts";

/** A step that can be run. */
export interface RunnableStep {
  readonly name: string;
  readonly path: PathLevel;
  readonly variant: Variant;
  /** What its commands see besides the allow-list. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** What became of a step's commands; `could-not-run` says nothing about what the step was to prove. */
export interface StepOutcome {
  readonly status: Extract<StepStatus, "passed" | "failed" | "timed_out" | "cancelled"> | "could-not-run";
  /** Of the command that decided; null where none ended by itself. */
  readonly exitCode: number | null;
  readonly reason?: string;
  readonly output: string;
  readonly artifacts: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Runs the commands of a step in order, up to the first that does not end as it should: the last one with
 * `expected_exit_code`, the ones before it with 0. Then the output of all of them must hold `expected_output`.
 */
export async function runStep(step: RunnableStep, ports: RunPorts): Promise<StepOutcome> {
  const search = textSearch(wantedText(step.variant));
  const records: CommandRecord[] = [];
  let verdict: Verdict = { status: "passed", exitCode: null };
  for (const [index] of step.variant.commands.entries()) {
    const { end, record } = await runCommand(step, index, { ports, search });
    records.push(record);
    verdict = verdictOf(end, index, step.variant);
    if (verdict.status !== "passed") break;
  }
  return outcomeOf(matched(verdict, search), records);
}

interface Verdict extends Pick<StepOutcome, "status" | "exitCode"> {
  readonly reason?: string;
}

async function runCommand(
  step: RunnableStep,
  index: number,
  { ports, search }: { readonly ports: RunPorts; readonly search: TextSearch },
): Promise<{ end: CommandEnd; record: CommandRecord }> {
  const output = new CommandOutput(`${step.name}-${index + 1}.log`, ports.artifacts, search.write);
  const end = await ports.executor.run({
    text: step.variant.commands[index] ?? "",
    timeoutMilliseconds: step.variant.timeoutMilliseconds,
    environment: step.environment,
    signal: step.signal,
    onOutput: (chunk) => output.write(chunk),
  });
  return { end, record: output.end() };
}

function verdictOf(end: CommandEnd, index: number, variant: Variant): Verdict {
  const { commands, expectedExitCode, timeoutMilliseconds } = variant;
  const which = commands.length === 1 ? "The command" : `Command ${index + 1} of ${commands.length}`;
  switch (end.how) {
    case "exited": {
      const { exitCode } = end;
      const expected = index === commands.length - 1 ? expectedExitCode : 0;
      if (exitCode === expected) return { status: "passed", exitCode };
      const reason = `${which} ended with exit code ${exitCode}, and ${expected} was expected.`;
      return { status: "failed", exitCode, reason };
    }
    case "timed-out": {
      const reason = `${which} did not end within ${seconds(timeoutMilliseconds)}.`;
      return { status: "timed_out", exitCode: null, reason };
    }
    case "cancelled":
      return {
        status: "cancelled",
        exitCode: null,
        reason: `${which} was running when the run was cancelled.`,
      };
    case "not-started":
      return { status: "could-not-run", exitCode: null, reason: `${which} was not started: ${end.reason}.` };
    default:
      return end satisfies never;
  }
}

function matched(verdict: Verdict, search: TextSearch): Verdict {
  if (verdict.status !== "passed" || search.isFound()) return verdict;
  return { ...verdict, status: "failed", reason: "The output does not hold the expected text." };
}

function outcomeOf(verdict: Verdict, records: readonly CommandRecord[]): StepOutcome {
  return {
    ...verdict,
    output: joined(records.map((record) => record.excerpt)),
    artifacts: records.flatMap(({ artifact }) => artifact ?? []),
    warnings: records.flatMap(({ warning }) => warning ?? []),
  };
}

/** One output after the other, each beginning on a line of its own. */
function joined(excerpts: readonly string[]): string {
  return excerpts.reduce(
    (all, next) => (all === "" || next === "" || all.endsWith("\n") ? all + next : `${all}\n${next}`),
    "",
  );
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}
