import { processTerminal } from "./cli/process-terminal.ts";
import { runCommandLine } from "./cli/run-command-line.ts";
import { sweepDeadRuns } from "./cli/sweep-dead-runs.ts";

const words = process.argv.slice(2);
const terminal = processTerminal();
// `playbook sweep` does it itself and counts.
if (words[1] !== "sweep") await sweepDeadRuns(terminal);
process.exitCode = await runCommandLine(words, terminal);
