import { setFlagsFromString } from "node:v8";
import { processTerminal } from "./cli/process-terminal.ts";
import { runCommandLine } from "./cli/run-command-line.ts";
import { sweepDeadRuns } from "./cli/sweep-dead-runs.ts";

const words = process.argv.slice(2);
// One run keeps what it reads and plans until it ends: room for what dies young would take 100 MB, saves nothing of
// a plan and a tenth of a scan's CPU, and what commands of playbooks write only passes through. A server lives long
// enough to profit from it.
if (words[0] !== "serve") setFlagsFromString("--semi-space-growth-factor=1");
const terminal = processTerminal();
// `playbook sweep` does it itself and counts.
if (words[1] !== "sweep") await sweepDeadRuns(terminal);
process.exitCode = await runCommandLine(words, terminal);
