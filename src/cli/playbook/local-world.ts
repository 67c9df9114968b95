import { engineEnvironment } from "../../execution/kind/engine-environment.ts";
import type { NotedCommand } from "../../execution/local/run-note.ts";
import type { PathLevel } from "../../playbook/playbook.ts";
import { type RunPlan, teardownOf } from "../../playbook/run/run-plan.ts";
import { TEARDOWN_LIMIT_MILLISECONDS } from "../../playbook/run/run-teardown.ts";
import type { SandboxOfPath } from "./executor-choice.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What commands of a path see besides the allow-list. Those that make clusters are told where the container engine
 * is; the kubeconfig in the run's own home is the only one there is to them, unless a sandbox has one.
 */
export function environmentOf(
  path: PathLevel,
  environment: Environment,
  sandbox?: SandboxOfPath,
): Readonly<Record<string, string>> {
  if (sandbox?.path === path) return sandbox.environment;
  return path === 0 || path === 3 ? {} : engineEnvironment(environment);
}

/** The teardown as it is noted for the case that this process dies before it. */
export function notedTeardown(
  plan: RunPlan,
  environment: Environment,
  sandbox?: SandboxOfPath,
): readonly NotedCommand[] {
  const commands = teardownOf(plan.steps).map(({ step, text, path }) => ({
    step,
    text,
    environment: { ...environmentOf(path, environment, sandbox), ...plan.inputs },
    timeoutMilliseconds: TEARDOWN_LIMIT_MILLISECONDS,
  }));
  const last = sandbox?.teardown.map((command) => ({ step: sandbox.title, ...command })) ?? [];
  return [...commands, ...last];
}
