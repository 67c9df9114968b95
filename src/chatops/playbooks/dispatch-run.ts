import type { CommentAuthor } from "../../github/comments.ts";
import type { WorkflowRun } from "../../github/workflows.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Door } from "../door.ts";
import { changeBetween } from "../still-true.ts";
import type { Admitted } from "./answer-about-runs.ts";
import type { RunRecord } from "./run-record.ts";
import { type RunSettings, runSettings } from "./settings.ts";

/** A run that is to be started. */
export interface Start {
  readonly record: RunRecord;
  readonly admission: Admitted;
  /** Who wrote the comment that the workflow is to finish. */
  readonly author: CommentAuthor;
  readonly isSecondTry: boolean;
}

/**
 * Has GitHub start the workflow at the head that was asked for, once, however often it is tried. Undefined where GitHub
 * does not tell the run.
 *
 * @throws {KubehopError} `pull-request-moved`, `playbook-not-dispatched`, `github-…`
 */
export async function dispatchRun(
  { record, admission, author, isSecondTry }: Start,
  door: Door,
): Promise<WorkflowRun | undefined> {
  const { pull, configuration } = admission;
  const settings = runSettings(configuration);
  const request = { workflow: settings.workflow, mark: record.run };
  const earlier = isSecondTry ? await door.gitHub.dispatchedRun(request) : undefined;
  if (earlier !== undefined) return earlier;
  const now = await door.gitHub.pullRequest(pull.number);
  const problem = now.open ? changeBetween(pull, now) : "The pull request was closed, so nothing was run.";
  if (problem !== undefined) {
    const remedy = "Ask again: the next run is for the pull request as it is then.";
    throw new KubehopError({ code: "pull-request-moved", message: problem, remedy });
  }
  const inputs = inputsOf(record, { pull, author, settings });
  return door.gitHub.dispatchWorkflow({ ...request, ref: door.defaultBranch, inputs });
}

/** The inputs of the workflow, as docs/playbooks-on-github.md shows them: ten, which an older server takes too. */
function inputsOf(
  record: RunRecord,
  {
    pull,
    author,
    settings,
  }: Pick<Admitted, "pull"> & { readonly author: CommentAuthor; readonly settings: RunSettings },
): Readonly<Record<string, string>> {
  return {
    pull: String(pull.number),
    head: pull.headSha,
    base: pull.baseSha,
    playbook: record.playbook,
    path: record.path === undefined ? "" : String(record.path),
    inputs: JSON.stringify(record.inputs),
    "from-pull-request": String(record.from === "pull-request"),
    run: record.run,
    "comment-author": author.login ?? "",
    "require-recommended": String(settings.requireRecommended),
  };
}
