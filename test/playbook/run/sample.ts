import type { Command, CommandEnd, Executor } from "../../../src/execution/executor.ts";
import { choosePath } from "../../../src/playbook/choice/choose-path.ts";
import type { Playbook } from "../../../src/playbook/playbook.ts";
import type { PlaybookRun } from "../../../src/playbook/playbook-run.ts";
import { readPlaybook } from "../../../src/playbook/reading/read-playbook.ts";
import type { RunEvent, RunPorts } from "../../../src/playbook/run/ports.ts";
import type { RunPlan } from "../../../src/playbook/run/run-plan.ts";
import { runPlaybook } from "../../../src/playbook/run/run-playbook.ts";
import { selectedSteps } from "../../../src/playbook/run/selected-steps.ts";

/** A playbook of these steps, in YAML without their indentation. */
export function playbookOf(steps: string, { recommended = 0 } = {}): Playbook {
  const head = `playbook:
  name: sample
  description: A sample.
  recommended_path: ${recommended}
  minimum_path: 0
  steps:
`;
  const text = head + steps.replaceAll(/^(?=.)/gm, "    ");
  const { playbook, findings } = readPlaybook({ path: "sample.yaml", text });
  if (playbook === undefined) throw new Error(JSON.stringify(findings));
  return playbook;
}

export function planOf(playbook: Playbook, changes: Partial<RunPlan> = {}): RunPlan {
  const choice = choosePath(playbook, { hasTool: () => true, capabilities: [] });
  const steps = selectedSteps(playbook, choice);
  return { playbook, choice, steps, digest: "0", inputs: {}, passedBefore: [], ...changes };
}

/** What a command of {@link scripted} does; it writes `writes` first. */
export interface Scripted {
  readonly writes?: string;
  readonly end?: CommandEnd;
  readonly before?: () => void;
}

/** An executor that runs nothing: commands that are not in the script end with 0. Tells which were asked for. */
export function scripted(script: Readonly<Record<string, Scripted>>) {
  const commands: Command[] = [];
  const executor: Executor = {
    run: async (command) => {
      commands.push(command);
      const { writes = "", end = exited(0), before } = script[command.text] ?? {};
      command.onOutput(Buffer.from(writes));
      before?.();
      return end;
    },
  };
  return { executor, texts: () => commands.map(({ text }) => text), commands };
}

export function exited(exitCode: number): CommandEnd {
  return { how: "exited", exitCode };
}

export interface Ran {
  readonly run: PlaybookRun;
  readonly events: readonly RunEvent[];
}

/** Runs a plan over ports that do nothing by themselves. */
export async function ran(
  plan: RunPlan,
  ports: Partial<RunPorts>,
  signal = new AbortController().signal,
): Promise<Ran> {
  const events: RunEvent[] = [];
  const world: RunPorts = {
    executor: scripted({}).executor,
    now: () => 0,
    environmentOf: () => ({}),
    observe: (event) => events.push(event),
    artifacts: { open: () => undefined },
    diagnose: async () => [],
    ...ports,
  };
  return { run: await runPlaybook(plan, world, signal), events };
}
