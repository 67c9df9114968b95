import type { CommandEnd } from "../../execution/executor.ts";
import { errorWords } from "../../source/error-words.ts";
import type { PlaybookRun } from "../playbook-run.ts";
import { claimsNotChecked } from "./claims-not-checked.ts";
import type { RunPorts } from "./ports.ts";
import { runFrame } from "./run-frame.ts";
import type { RunPlan } from "./run-plan.ts";
import { runSteps } from "./run-steps.ts";
import { runTeardown } from "./run-teardown.ts";

/**
 * Runs a playbook: its steps in order up to the first that does not pass, the diagnosis of that one, and the teardown
 * of all, whatever happened before. Aborting `signal` ends the running command and no teardown.
 */
export async function runPlaybook(plan: RunPlan, world: RunPorts, signal: AbortSignal): Promise<PlaybookRun> {
  const defects: string[] = [];
  const ports = withoutThrowing(world, (defect) => defects.push(defect));
  const done = await runSteps(plan, ports, signal);
  const teardown = await runTeardown(plan, ports);
  return {
    ...runFrame(plan),
    result: done.result,
    ...(done.reason === undefined ? {} : { reason: done.reason }),
    steps: done.steps,
    notValidated: claimsNotChecked(plan.playbook, done.steps),
    teardown: teardown.runs,
    warnings: [...done.warnings, ...defects, ...teardown.warnings],
    artifacts: [...done.artifacts, ...teardown.artifacts],
  };
}

/**
 * Defects of what is behind a port must not cost the teardown: a command counts as not started, and a diagnosis is
 * missing with a word about it.
 */
function withoutThrowing(ports: RunPorts, onDefect: (sentence: string) => void): RunPorts {
  return {
    ...ports,
    executor: {
      run: (command) =>
        ports.executor
          .run(command)
          .catch((error: unknown): CommandEnd => ({ how: "not-started", reason: errorWords(error) })),
    },
    diagnose: (failed) =>
      ports.diagnose(failed).catch((error: unknown) => {
        onDefect(`${failed.step}: why it failed could not be looked up: ${errorWords(error)}.`);
        return [];
      }),
  };
}
