import { join } from "node:path";
import type { Executor } from "../../execution/executor.ts";
import type { Sandbox } from "../../execution/sandbox.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import type { RunPorts } from "../../playbook/run/ports.ts";
import { runNotBegun } from "../../playbook/run/run-frame.ts";
import type { RunPlan } from "../../playbook/run/run-plan.ts";
import { runPlaybook } from "../../playbook/run/run-playbook.ts";

interface Surroundings {
  readonly sandbox: Sandbox;
  /** Absolute path of the folder of the reports; undefined where none are wanted. */
  readonly logs: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Runs a playbook in a sandbox, which is closed whatever happens. Its logs are exported where it does not open, or as
 * soon as a step fails. A run that was cancelled while it opened is torn down as any other.
 */
export async function sandboxedRun(
  plan: RunPlan,
  ports: RunPorts,
  { sandbox, logs, signal }: Surroundings,
): Promise<PlaybookRun> {
  const kept = new SandboxLogs(sandbox, ports.executor, logs);
  const flaw = await sandbox.open(ports.executor, signal);
  const done =
    flaw === undefined || signal.aborted
      ? await runPlaybook(plan, withLogs(ports, kept), signal)
      : await notOpened(plan, flaw, kept);
  const left = await sandbox.close(ports.executor);
  return {
    ...done,
    warnings: [...done.warnings, ...kept.warnings, ...(left === undefined ? [] : [left])],
    artifacts: [...done.artifacts, ...kept.artifacts],
  };
}

async function notOpened(plan: RunPlan, reason: string, kept: SandboxLogs): Promise<PlaybookRun> {
  await kept.export();
  return runNotBegun(plan, { reason });
}

function withLogs(ports: RunPorts, kept: SandboxLogs): RunPorts {
  return {
    ...ports,
    async diagnose(failed) {
      await kept.export();
      return ports.diagnose(failed);
    },
  };
}

const FOLDER = "cluster-logs";

class SandboxLogs {
  readonly warnings: string[] = [];
  readonly artifacts: string[] = [];
  private readonly sandbox: Sandbox;
  private readonly executor: Executor;
  private readonly directory: string | undefined;

  constructor(sandbox: Sandbox, executor: Executor, directory: string | undefined) {
    this.sandbox = sandbox;
    this.executor = executor;
    this.directory = directory;
  }

  async export(): Promise<void> {
    if (this.directory === undefined || this.sandbox.exportLogs === undefined) return;
    const flaw = await this.sandbox.exportLogs(this.executor, join(this.directory, FOLDER));
    if (flaw !== undefined) this.warnings.push(flaw);
    this.artifacts.push(FOLDER);
  }
}
