import { findProgram } from "../../execution/find-program.ts";
import { engineEnvironment } from "../../execution/kind/engine-environment.ts";
import { type StraySweep, sweepStrayClusters } from "../../execution/kind/stray-clusters.ts";
import { notedRuns } from "../../execution/local/dead-runs.ts";
import { beginLocalRun } from "../../execution/local/local-run.ts";
import { visibleLine } from "../../report/visible.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { sweepDeadRuns } from "../sweep-dead-runs.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop playbook sweep`: exits 3 where something could not be removed. */
export async function runPlaybookSweep(_invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { found, isClean } = await sweepDeadRuns(terminal);
  const { deleted, left } = await strayClusters(terminal);
  for (const flaw of left) terminal.error.write(`kubehop: ${visibleLine(flaw)}\n`);
  terminal.out.write(found === 0 ? "No run left anything behind.\n" : `Cleaned up after ${found} runs.\n`);
  for (const name of deleted)
    terminal.out.write(`Deleted the kind cluster ${name}, of a run that nobody knows.\n`);
  return isClean && left.length === 0 ? 0 : 3;
}

/** Costs nothing where kind is not on PATH. */
async function strayClusters({ environment, workingDirectory }: Terminal): Promise<StraySweep> {
  if (findProgram("kind", environment.PATH) === undefined) return { deleted: [], left: [] };
  const noted = notedRuns(environment);
  const run = beginLocalRun({ playbook: "sweep", workingDirectory, environment, teardown: () => [] });
  const engine = engineEnvironment(environment);
  const swept = await sweepStrayClusters({ executor: run.executor, engine, noted, now: Date.now() });
  const left = await run.end();
  return { ...swept, left: [...swept.left, ...left] };
}
