import { homedir } from "node:os";
import { join } from "node:path";
import type { NotedCommand } from "../../execution/local/run-note.ts";
import type { PathLevel } from "../../playbook/playbook.ts";
import { type RunPlan, teardownOf } from "../../playbook/run/run-plan.ts";
import { TEARDOWN_LIMIT_MILLISECONDS } from "../../playbook/run/run-teardown.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What commands of a path see besides the allow-list. Only the cloud's see the user's kubeconfig; to all others the
 * one in the run's own home stays the only one.
 */
export function environmentOf(path: PathLevel, { KUBECONFIG, HOME }: Environment): Record<string, string> {
  return path === 3 ? { KUBECONFIG: KUBECONFIG ?? join(HOME ?? homedir(), ".kube", "config") } : {};
}

/** The teardown as it is noted for the case that this process dies before it. */
export function notedTeardown(plan: RunPlan, environment: Environment): readonly NotedCommand[] {
  return teardownOf(plan.steps).map(({ step, text, path }) => ({
    step,
    text,
    environment: { ...environmentOf(path, environment), ...plan.inputs },
    timeoutMilliseconds: TEARDOWN_LIMIT_MILLISECONDS,
  }));
}
