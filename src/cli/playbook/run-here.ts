import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { beginLocalRun, type LocalRun } from "../../execution/local/local-run.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import type { ArtifactSink, RunEvent, RunPorts } from "../../playbook/run/ports.ts";
import { runNotBegun } from "../../playbook/run/run-frame.ts";
import type { RunPlan } from "../../playbook/run/run-plan.ts";
import { runPlaybook } from "../../playbook/run/run-playbook.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Terminal } from "../terminal.ts";
import { diagnosed } from "./diagnosed.ts";
import { environmentOf, notedTeardown } from "./local-world.ts";

/** What a run tells, and where it keeps what it has no room for. */
export interface RunOutlets {
  readonly observe: (event: RunEvent) => void;
  readonly artifacts: ArtifactSink;
  readonly signal: AbortSignal;
}

/** Runs what was planned on this machine, or says why it could not be begun: then nothing of it has run. */
export async function runHere(plan: RunPlan, terminal: Terminal, outlets: RunOutlets): Promise<PlaybookRun> {
  if (plan.choice.path === null) {
    return runNotBegun(plan, { reason: plan.choice.reason ?? "No path can be taken here." });
  }
  const files = missingFiles(plan, terminal);
  if (files.length > 0)
    return runNotBegun(plan, { reason: `Files are missing: ${files.join(", ")}.`, files });
  const run = begun(plan, terminal);
  if ("reason" in run) return runNotBegun(plan, run);
  const done = await runPlaybook(plan, portsOf(run, terminal, outlets), outlets.signal);
  const left = await run.end();
  return { ...done, warnings: [...done.warnings, ...left] };
}

function missingFiles({ playbook }: RunPlan, { workingDirectory }: Terminal): readonly string[] {
  return playbook.files
    .map(({ path }) => path)
    .filter((path) => !existsSync(resolve(workingDirectory, path)));
}

function begun(
  plan: RunPlan,
  { workingDirectory, environment }: Terminal,
): LocalRun | { readonly reason: string } {
  try {
    const teardown = notedTeardown(plan, environment);
    return beginLocalRun({ playbook: plan.playbook.name, workingDirectory, environment, teardown });
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    return { reason: `${error.message} ${error.remedy}` };
  }
}

function portsOf(run: LocalRun, { environment }: Terminal, outlets: RunOutlets): RunPorts {
  return {
    executor: run.executor,
    now: () => performance.now(),
    environmentOf: (path) => environmentOf(path, environment),
    observe: outlets.observe,
    artifacts: outlets.artifacts,
    diagnose: (failed) => diagnosed({ ...run.environment, ...failed.environment }, failed.signal),
  };
}
