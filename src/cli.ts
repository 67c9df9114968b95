import { processTerminal } from "./cli/process-terminal.ts";
import { runCommandLine } from "./cli/run-command-line.ts";
import { sweepDeadRuns } from "./cli/sweep-dead-runs.ts";

void runProcess(process.argv.slice(2));

async function runProcess(words: readonly string[]): Promise<void> {
  const terminal = processTerminal();
  // `playbook sweep` does it itself and counts.
  if (words[1] !== "sweep") await sweepDeadRuns(terminal);
  process.exitCode = await runCommandLine(words, terminal);
}
