import { KubehopError } from "../../source/kubehop-error.ts";
import type { Ask, CommandComment } from "../command.ts";
import type { Door } from "../door.ts";
import { typed } from "../typed-text.ts";
import type { Admitted } from "./answer-about-runs.ts";
import { isRunOf, ownRuns } from "./own-runs.ts";
import { runSettings } from "./settings.ts";

interface CancelComment extends CommandComment {
  readonly ask: Extract<Ask, { command: "cancel" }>;
}

/**
 * Cancels the workflow run of the run that was asked for last and has not ended. Its own report says so in its
 * comment when its teardown is done.
 *
 * @throws {KubehopError} `no-playbook-run`, or `github-…`
 */
export async function cancelRun(
  { pull, ask }: CancelComment,
  { configuration }: Admitted,
  { gitHub, self }: Door,
): Promise<undefined> {
  const runs = ownRuns(await gitHub.comments(pull), await self());
  const record = runs.findLast((run) => run.record.status !== "ended" && isRunOf(run, ask.playbook))?.record;
  if (record === undefined) throw noRun(ask.playbook, "runs");
  const { workflow } = runSettings(configuration);
  const id = record.workflowRun ?? (await gitHub.dispatchedRun({ workflow, mark: record.run }))?.id;
  if (id === undefined) throw notFound(record.name);
  if (!(await gitHub.cancelWorkflowRun(id))) throw noRun(ask.playbook, "runs");
}

/** No run of this pull request is meant. */
export function noRun(playbook: string | undefined, what: "runs" | "was run"): KubehopError {
  const which = playbook === undefined ? "No playbook" : `No playbook ${typed(playbook)}`;
  return new KubehopError({
    code: "no-playbook-run",
    message: `${which} ${what} for this pull request.`,
    remedy: "`/playbook run NAME` runs one, and `/playbook list` says which there are.",
  });
}

function notFound(name: string): KubehopError {
  return new KubehopError({
    code: "no-playbook-run",
    message: `The workflow run of ${name} cannot be found yet.`,
    remedy: "Ask again in a minute, or cancel it on the repository's Actions page.",
  });
}
