import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { thawingExecutor } from "../../execution/kind/frozen-processes.ts";
import type { RunPlace } from "../../execution/local/command-environment.ts";
import { beginLocalRun, type LocalRun } from "../../execution/local/local-run.ts";
import { settlingExecutor } from "../../execution/settling-executor.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import type { ArtifactSink, RunEvent, RunPorts } from "../../playbook/run/ports.ts";
import { runNotBegun } from "../../playbook/run/run-frame.ts";
import type { RunPlan } from "../../playbook/run/run-plan.ts";
import { runPlaybook } from "../../playbook/run/run-playbook.ts";
import { visibleLine } from "../../report/visible.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Terminal } from "../terminal.ts";
import { diagnosed } from "./diagnosed.ts";
import { type ExecutorChoice, type SandboxOfPath, sandboxOf } from "./executor-choice.ts";
import { environmentOf, notedTeardown } from "./local-world.ts";
import { sandboxedRun } from "./sandboxed-run.ts";

/** What a run tells, and where it keeps what it has no room for. */
export interface RunOutlets {
  readonly observe: (event: RunEvent) => void;
  readonly artifacts: ArtifactSink;
  /** Absolute path of a folder for logs; missing where no reports are wanted. */
  readonly logs?: string;
  readonly signal: AbortSignal;
}

/** What is to be run, and where. */
export interface PlacedPlan {
  readonly plan: RunPlan;
  readonly executor: ExecutorChoice;
}

/** Runs what was planned on this machine, or says why it could not be begun: then nothing of it has run. */
export async function runHere(
  { plan, executor }: PlacedPlan,
  terminal: Terminal,
  outlets: RunOutlets,
): Promise<PlaybookRun> {
  const files = missingFiles(plan, terminal);
  const lacks = [
    ...(plan.choice.path === null ? [plan.choice.reason ?? "No path can be taken here."] : []),
    ...(files.length > 0 ? [`Files are missing: ${files.join(", ")}.`] : []),
  ];
  if (lacks.length > 0) return runNotBegun(plan, { reason: lacks.join(" "), files });
  const run = begun({ plan, executor }, terminal);
  if ("reason" in run) return runNotBegun(plan, run);
  const done = await runOn(run, plan, { terminal, outlets });
  const left = await run.local.end();
  return { ...done, warnings: [...done.warnings, ...left] };
}

interface Begun {
  readonly local: LocalRun;
  readonly sandbox: SandboxOfPath | undefined;
}

async function runOn(
  { local, sandbox }: Begun,
  plan: RunPlan,
  { terminal, outlets }: { readonly terminal: Terminal; readonly outlets: RunOutlets },
): Promise<PlaybookRun> {
  const { environment } = terminal;
  const mayUseEngine = plan.choice.path !== 0;
  const ports = portsOf({ local, sandbox }, { environment, mayUseEngine }, outlets);
  if (sandbox === undefined) return runPlaybook(plan, ports, outlets.signal);
  terminal.error.write(`kubehop: getting ${visibleLine(sandbox.title)} ready\n`);
  return sandboxedRun(plan, ports, { sandbox, logs: outlets.logs, signal: outlets.signal });
}

function missingFiles({ playbook }: RunPlan, { workingDirectory }: Terminal): readonly string[] {
  return playbook.files
    .map(({ path }) => path)
    .filter((path) => !existsSync(resolve(workingDirectory, path)));
}

function begun(
  { plan, executor }: PlacedPlan,
  { workingDirectory, environment }: Terminal,
): Begun | { readonly reason: string } {
  const sandboxAt = (place: RunPlace) => sandboxOf(executor, plan, { place, environment });
  try {
    const local = beginLocalRun({
      playbook: plan.playbook.name,
      workingDirectory,
      environment,
      teardown: (place) => notedTeardown(plan, environment, sandboxAt(place)),
    });
    return { local, sandbox: sandboxAt(local.place) };
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    return { reason: `${error.message} ${error.remedy}` };
  }
}

function portsOf(
  { local, sandbox }: Begun,
  { environment, mayUseEngine }: Pick<Terminal, "environment"> & { readonly mayUseEngine: boolean },
  outlets: RunOutlets,
): RunPorts {
  return {
    executor: mayUseEngine ? settlingExecutor(thawingExecutor(local.executor)) : local.executor,
    now: () => performance.now(),
    environmentOf: (path) => environmentOf(path, environment, sandbox),
    observe: outlets.observe,
    artifacts: outlets.artifacts,
    diagnose: (failed) => diagnosed({ ...local.environment, ...failed.environment }, failed.signal),
  };
}
