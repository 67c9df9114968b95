import type { Door } from "../../chatops/door.ts";
import { runningComment } from "../../chatops/playbooks/run-comment.ts";
import { isLater } from "../../chatops/playbooks/run-record.ts";
import type { RunStage } from "../../chatops/playbooks/run-stage.ts";
import { stageCheck } from "../../chatops/playbooks/stage-words.ts";
import type { CheckedReport } from "./checked-report.ts";
import { identityOf } from "./report-check.ts";
import type { WaitingComment } from "./waiting-comment.ts";

interface Begun {
  readonly report: CheckedReport;
  readonly waiting: WaitingComment;
  /** Page of the workflow run. */
  readonly url: string;
  /** ISO time, UTC. */
  readonly since: string;
}

/**
 * Says in the check run and in the comment that the workflow has begun. The job that reports the result comes after
 * this one in any case, so that nothing is left in progress.
 */
export async function showBegun({ report, waiting, url, since }: Begun, door: Door): Promise<void> {
  const { runId, attempt } = report;
  const stage: RunStage = { kind: "begun", since, url };
  const identity = identityOf(report);
  if ((await door.gitHub.findCheck(identity)) === undefined) {
    await door.gitHub.openCheck({ ...identity, ...stageCheck(stage) });
  }
  const { comment, record } = waiting;
  if (comment === undefined || record?.run !== runId) return;
  const begun = { ...record, status: "running", ...(attempt === 1 ? {} : { attempt }) } as const;
  if (isLater(begun, record)) await door.gitHub.editComment(comment.id, runningComment(begun, stage));
}
