import type { PathChoice } from "../choice/choose-path.ts";
import { obstacleText } from "../choice/reason.ts";
import type { Playbook } from "../playbook.ts";
import type { PlaybookRun } from "../playbook-run.ts";
import { claimsNotChecked } from "./claims-not-checked.ts";
import type { RunPlan } from "./run-plan.ts";
import { untouched } from "./run-steps.ts";

/** What is known of a run before it begins, whatever becomes of it. */
export function runFrame({ playbook, choice, digest }: RunPlan) {
  const recommended = wayToRecommended(playbook, choice);
  return {
    schemaVersion: 1,
    playbook: playbook.name,
    digest,
    path: choice.path,
    degraded: choice.degraded,
    ...(choice.reason === undefined ? {} : { reason: choice.reason }),
    ...(recommended === undefined ? {} : { recommended }),
    missing: { tools: missingTools(choice), files: [] },
  } as const satisfies Partial<PlaybookRun>;
}

/** The run that could not be begun. */
export function runNotBegun(
  plan: RunPlan,
  { reason, files = [] }: { readonly reason: string; readonly files?: readonly string[] },
): PlaybookRun {
  const frame = runFrame(plan);
  const steps = plan.steps.map(untouched);
  return {
    ...frame,
    result: "error",
    reason,
    steps,
    notValidated: claimsNotChecked(plan.playbook, steps),
    teardown: [],
    missing: { ...frame.missing, files },
    warnings: [],
    artifacts: [],
  };
}

/** What would have to be here for the recommended path; undefined where that is the one that is taken. */
function wayToRecommended({ recommendedPath }: Playbook, choice: PathChoice): PlaybookRun["recommended"] {
  if (choice.path === recommendedPath) return undefined;
  const obstacles = choice.passedOver.find(({ path }) => path === recommendedPath)?.obstacles ?? [];
  return { path: recommendedPath, needs: obstacles.map(obstacleText) };
}

/** The programs whose absence keeps the playbook from every path, each once. */
function missingTools({ path, passedOver }: PathChoice): readonly string[] {
  if (path !== null) return [];
  const tools = passedOver.flatMap(({ obstacles }) =>
    obstacles.flatMap((obstacle) => {
      if (obstacle.kind === "tool-missing") return [obstacle.tool];
      return obstacle.kind === "all-missing" ? obstacle.tools : [];
    }),
  );
  return [...new Set(tools)];
}
