import type { RunResult } from "../../playbook/playbook-run.ts";
import { outputRedaction } from "../../source/redaction.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { cancelOnSignals } from "../playbook/cancel-on-signals.ts";
import { type PlannedRun, parallelOf, plannedRuns } from "../playbook/planned-runs.ts";
import { isJson, printRuns, printWarnings } from "../playbook/print-runs.ts";
import { displayOn, follow, type Shown } from "../playbook/progress.ts";
import { type ReportedRun, reportedRun, secretsOf } from "../playbook/reported-run.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop playbook run FILE…`: the exit code tells the result also where nothing could be printed. */
export async function runPlaybookRun(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const limit = parallelOf(invocation);
  const planned = await plannedRuns(invocation, terminal);
  if (planned === undefined) return 2;
  const done = await terminal.toTheEnd(() => allRun(planned, limit, { invocation, terminal }), exitCodeOf);
  printRuns(done, invocation, terminal);
  return exitCodeOf(done);
}

interface Door {
  readonly invocation: Invocation;
  readonly terminal: Terminal;
}

/** In the order of the command line, whichever ends first. */
async function allRun(
  planned: readonly PlannedRun[],
  limit: number,
  { invocation, terminal }: Door,
): Promise<readonly ReportedRun[]> {
  const display = displayOn(terminal, isJson(invocation));
  const { signal, dispose } = cancelOnSignals(display.error);
  const done: ReportedRun[] = [];
  const waiting = [...planned.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, run] = next;
      const observe = follow(display, shown(run, terminal, planned.length === 1));
      const reported = await reportedRun(run, terminal, { observe, signal });
      printWarnings(reported, invocation, display.error);
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
function exitCodeOf(done: readonly ReportedRun[]): ExitCode {
  const result = WORST_FIRST.find((word) => done.some(({ run }) => run.result === word)) ?? "passed";
  const isUnreported = done.some(({ unwritten }) => unwritten !== undefined);
  return result === "passed" && isUnreported ? 3 : EXIT_CODES[result];
}
