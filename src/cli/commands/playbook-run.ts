import type { ExitCode, Invocation } from "../command.ts";
import { parallelOf, plannedRuns } from "../playbook/planned-runs.ts";
import { isJson, printRuns } from "../playbook/print-runs.ts";
import { exitCodeOf, runPlanned } from "../playbook/run-planned.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop playbook run FILE…`: the exit code tells the result also where nothing could be printed. */
export async function runPlaybookRun(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const settings = { limit: parallelOf(invocation), isJson: isJson(invocation) };
  const planned = await plannedRuns(invocation, terminal);
  if (planned === undefined) return 2;
  const done = await terminal.toTheEnd(() => runPlanned(planned, settings, terminal), exitCodeOf);
  printRuns(done, invocation, terminal);
  return exitCodeOf(done);
}
