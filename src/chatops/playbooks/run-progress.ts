import type { CommentAuthor } from "../../github/comments.ts";

/**
 * What GitHub tells of a workflow run that a comment may have asked for. Its title is anybody's text until it is held
 * against what we wrote ourselves.
 */
export interface RunProgress {
  readonly pull: number;
  /** Ours, as the title says it. */
  readonly run: string;
  /** The commit that was run, where the title says it. */
  readonly headSha?: string;
  /** GitHub's number of the workflow run. */
  readonly workflowRun: number;
  readonly attempt: number;
  /** Login of whoever started the workflow, where the event says it. */
  readonly startedBy?: string;
  /** Page of the run or of its job. */
  readonly url: string;
  readonly state: RunState;
}

/** Where a run stands. */
export type RunState =
  | { readonly status: "queued" }
  | { readonly status: "running"; readonly runner?: string; readonly since?: string }
  /** We have just had it cancelled. */
  | { readonly status: "cancelling" }
  /** The job that runs the playbook is over; its report is there. */
  | { readonly status: "job-ended"; readonly result: string; readonly failedStep?: string }
  /** The whole workflow run is over: nothing more comes of it. */
  | { readonly status: "over"; readonly result: string };

/**
 * Whether an event is about the workflow run that we started: by its number, or where a server did not tell us that
 * (GitHub Enterprise Server) by who started it.
 */
export function isOfProgress(
  workflowRun: number | undefined,
  progress: RunProgress,
  self: CommentAuthor,
): boolean {
  if (workflowRun !== undefined) return workflowRun === progress.workflowRun;
  return progress.startedBy !== undefined && progress.startedBy === self.login;
}
