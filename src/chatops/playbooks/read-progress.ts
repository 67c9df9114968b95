import type * as z from "zod/mini";
import type { workflowJobEvent, workflowRunEvent } from "../webhook-payloads.ts";
import type { UntitledRun } from "./find-run.ts";
import { runOfJobName, runOfTitle } from "./run-names.ts";
import type { RunProgress, RunState } from "./run-progress.ts";

/** What an event of a workflow run says of a run that a comment may have asked for; undefined where it is about no such. */
export function progressOfWorkflow({
  action,
  workflow_run: told,
}: z.output<typeof workflowRunEvent>): RunProgress | undefined {
  // The title of any other run is anybody's: that of a pull request, for one.
  const titled = told.event === "workflow_dispatch" ? runOfTitle(told.display_title ?? "") : undefined;
  const state = stateOfWorkflow(action, told.conclusion);
  if (titled === undefined || state === undefined) return undefined;
  return {
    ...titled,
    workflowRun: told.id,
    attempt: told.run_attempt ?? 1,
    ...(told.actor == null ? {} : { startedBy: told.actor.login }),
    url: told.html_url,
    state,
  };
}

/** The end of a workflow run that a bot started, and whose title says nothing to us. */
export function untitledEnd({
  action,
  workflow_run: told,
}: z.output<typeof workflowRunEvent>): UntitledRun | undefined {
  const isOurKind = action === "completed" && told.event === "workflow_dispatch";
  if (!isOurKind || told.actor?.login.endsWith("[bot]") !== true) return undefined;
  return {
    workflowRun: told.id,
    attempt: told.run_attempt ?? 1,
    startedBy: told.actor.login,
    url: told.html_url,
    state: { status: "over", result: told.conclusion ?? "unknown" },
  };
}

/** What an event of the job that runs the playbook says. */
export function progressOfJob({
  action,
  workflow_job: told,
}: z.output<typeof workflowJobEvent>): RunProgress | undefined {
  const named = runOfJobName(told.name);
  const state = stateOfJob(action, told);
  if (named === undefined || state === undefined) return undefined;
  return { ...named, workflowRun: told.run_id, attempt: told.run_attempt ?? 1, url: told.html_url, state };
}

function stateOfWorkflow(action: string, conclusion: string | null | undefined): RunState | undefined {
  if (action === "requested") return { status: "queued" };
  return action === "completed" ? { status: "over", result: conclusion ?? "unknown" } : undefined;
}

function stateOfJob(
  action: string,
  {
    conclusion,
    started_at: since,
    runner_name: runner,
    steps = [],
  }: z.output<typeof workflowJobEvent>["workflow_job"],
): RunState | undefined {
  if (action === "in_progress") {
    return {
      status: "running",
      ...(runner == null || runner === "" ? {} : { runner }),
      ...(since != null && TIME.test(since) ? { since } : {}),
    };
  }
  if (action !== "completed") return undefined;
  const failed = steps.find((step) => step?.conclusion === "failure");
  return {
    status: "job-ended",
    result: conclusion ?? "unknown",
    ...(failed == null ? {} : { failedStep: failed.name }),
  };
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
