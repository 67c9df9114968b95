import type { ExitCode, Invocation } from "../command.ts";
import { sweepDeadRuns } from "../sweep-dead-runs.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop playbook sweep`: exits 3 where something could not be removed. */
export async function runPlaybookSweep(_invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { found, isClean } = await sweepDeadRuns(terminal);
  terminal.out.write(found === 0 ? "No run left anything behind.\n" : `Cleaned up after ${found} runs.\n`);
  return isClean ? 0 : 3;
}
