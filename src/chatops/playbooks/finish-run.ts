import type { KnownCheck } from "../../github/check-run-calls.ts";
import type { EndedJob } from "../../playbook/run-told-by-job.ts";
import { playbookCheckRun } from "../../report/playbook/check-run.ts";
import { runComment } from "../../report/playbook/markdown.ts";
import type { PlaybookReportOptions } from "../../report/playbook/report-options.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import { type Door, linksAt } from "../door.ts";
import { headOf } from "./run-comment.ts";
import { runOfJobName } from "./run-names.ts";
import type { RunProgress, RunState } from "./run-progress.ts";
import type { RunRecord } from "./run-record.ts";
import { toldRun } from "./told-run.ts";
import { withMovedHead } from "./with-moved-head.ts";

/** A run that is over, and where its result is missing. */
export interface EndedRun {
  readonly progress: RunProgress;
  readonly state: Extract<RunState, { status: "job-ended" | "over" }>;
  readonly comment: { readonly id: number; readonly record: RunRecord } | undefined;
  readonly check: Pick<KnownCheck, "id" | "name"> | undefined;
  readonly headSha: string | undefined;
  /** As our comment keeps it, where that is still about this run. */
  readonly record: RunRecord | undefined;
}

/**
 * Writes the result of a run into its check run and its comment, also where there is none: a job that was cancelled,
 * ran out of time or never began says that.
 */
export async function finishRun(ended: EndedRun, door: Door): Promise<void> {
  const { progress, state, comment, check, headSha, record } = ended;
  const job = state.status === "job-ended" ? state : await jobOf(progress, state.result, door);
  const playbook = record?.name ?? check?.name ?? progress.run;
  const told = await toldRun({ progress, job, playbook }, door);
  const run =
    headSha === undefined ? told : await withMovedHead(told, { pull: progress.pull, headSha }, door);
  const options = optionsOf(ended, door);
  if (check !== undefined) {
    const requireRecommended = record?.requireRecommended ?? false;
    await door.gitHub.completeCheck(check.id, playbookCheckRun(run, { ...options, requireRecommended }));
  }
  if (comment !== undefined) {
    const body = runComment(run, { ...options, marker: headOf(comment.record) });
    await door.gitHub.editComment(comment.id, body);
  }
}

/** The job that ran the playbook; of a workflow that could not even begin, the run itself. */
async function jobOf({ workflowRun, run }: RunProgress, result: string, door: Door): Promise<EndedJob> {
  try {
    const jobs = await door.gitHub.workflowJobs(workflowRun);
    const job = jobs.find(({ name }) => runOfJobName(name)?.run === run);
    const failedStep = job?.steps.find(({ conclusion }) => conclusion === "failure")?.name;
    return { result: job?.conclusion ?? result, failedStep };
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    door.note(error);
    return { result };
  }
}

function optionsOf({ progress, record, headSha }: EndedRun, door: Door): PlaybookReportOptions {
  const { serverUrl, repository } = door;
  const page = `${serverUrl}/${repository.owner}/${repository.repo}/actions/runs/${progress.workflowRun}`;
  return {
    ...(record === undefined ? {} : { file: record.playbook }),
    ...(headSha === undefined ? {} : { links: linksAt(door, headSha) }),
    elsewhere: { text: "the artifact of its workflow run", url: page },
  };
}
