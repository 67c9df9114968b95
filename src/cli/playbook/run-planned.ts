import type { RunResult } from "../../playbook/playbook-run.ts";
import { outputRedaction } from "../../source/redaction.ts";
import type { ExitCode } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import { cancelOnSignals } from "./cancel-on-signals.ts";
import type { PlannedRun } from "./planned-runs.ts";
import { printWarnings } from "./print-runs.ts";
import { displayOn, follow, type Shown } from "./progress.ts";
import { type ReportedRun, reportedRun, secretsOf } from "./reported-run.ts";

/** How several playbooks are run. */
export interface RunSettings {
  /** How many at the same time. */
  readonly limit: number;
  /** Progress goes nowhere: a program reads what is written. */
  readonly isJson: boolean;
}

/** Runs what was planned; the results are in the order of the command line, whichever ends first. */
export async function runPlanned(
  planned: readonly PlannedRun[],
  { limit, isJson }: RunSettings,
  terminal: Terminal,
): Promise<readonly ReportedRun[]> {
  const display = displayOn(terminal, isJson);
  const { signal, dispose } = cancelOnSignals(display.error);
  const done: ReportedRun[] = [];
  const waiting = [...planned.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, run] = next;
      const observe = follow(display, shown(run, terminal, planned.length === 1));
      const reported = await reportedRun(run, terminal, { observe, signal });
      printWarnings(reported, isJson, display.error);
      done[index] = reported;
    }
  };
  await Promise.all(Array.from({ length: limit }, work));
  dispose();
  return done;
}

function shown({ plan }: PlannedRun, terminal: Terminal, isAlone: boolean): Shown {
  const redact = outputRedaction(secretsOf(plan, terminal));
  const steps = plan.steps.length;
  return isAlone ? { steps, redact } : { name: plan.playbook.name, steps, redact };
}

const EXIT_CODES: Readonly<Record<RunResult, ExitCode>> = { passed: 0, failed: 1, error: 3, cancelled: 130 };
/** Of several runs the first of these that one has; a failure is the surer word than a run that could not be. */
const WORST_FIRST: readonly RunResult[] = ["cancelled", "failed", "error", "passed"];

/** A passed run whose reports could not be written counts as one that could not be run: nobody can read it. */
export function exitCodeOf(done: readonly ReportedRun[]): ExitCode {
  const result = WORST_FIRST.find((word) => done.some(({ run }) => run.result === word)) ?? "passed";
  const isUnreported = done.some(({ unwritten }) => unwritten !== undefined);
  return result === "passed" && isUnreported ? 3 : EXIT_CODES[result];
}
