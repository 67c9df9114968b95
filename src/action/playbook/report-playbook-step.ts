import { type Door, linksAt } from "../../chatops/door.ts";
import { withMovedHead } from "../../chatops/playbooks/with-moved-head.ts";
import type { ExitCode } from "../../cli/command.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { playbookCheckRun } from "../../report/playbook/check-run.ts";
import type { PlaybookReportOptions } from "../../report/playbook/report-options.ts";
import { runHeadline } from "../../report/playbook/run-words.ts";
import { actionDoor } from "../action-door.ts";
import type { Run } from "../run.ts";
import { inert, setOutput } from "../runner-files.ts";
import { type CheckedReport, checkedReport } from "./checked-report.ts";
import { finishComment } from "./finish-comment.ts";
import { reportCheck } from "./report-check.ts";
import { runOfJob } from "./run-of-job.ts";
import { showBegun } from "./show-begun.ts";
import { type WaitingComment, waitingComment } from "./waiting-comment.ts";

const TOLD = "The app has reported this run already.";

/**
 * `command: playbook-report`: publishes what another job reported of a playbook, as a check run on the commit that was
 * run and as the one comment of the pull request; of a job that is in progress, that it is. Runs nothing of the
 * repository.
 */
export async function reportPlaybookStep(run: Run): Promise<ExitCode> {
  const { environment, inputs, log } = run;
  const report = checkedReport(inputs, environment);
  // The comment that waits was written by another account, and this token writes as its own.
  const { commentAuthor, ...own } = inputs;
  const door = actionDoor({ ...run, inputs: own });
  const waiting = await waitingComment(report, { door, writtenAs: commentAuthor });
  if (report.jobResult === "in_progress") {
    const url = pageOf(run, door) ?? door.serverUrl;
    await showBegun({ report, waiting, url, since: new Date().toISOString() }, door);
    return 0;
  }
  const result = await withMovedHead(runOfJob(report, environment.GITHUB_WORKSPACE ?? "."), report, door);
  const note = isTold(report, waiting) ? TOLD : await publish(result, run, { report, door, waiting });
  log(inert(note ?? runHeadline(result)));
  setOutput(environment, "result", result.result);
  setOutput(environment, "headline", runHeadline(result));
  return 0;
}

/** The app hears how workflows go, and is faster than this job; where it could not be, this job does it. */
function isTold({ runId, attempt }: CheckedReport, { record }: WaitingComment): boolean {
  if (record?.run !== runId || record.keepsCheck === undefined) return false;
  return record.status === "ended" && (record.attempt ?? 1) >= attempt;
}

async function publish(
  result: PlaybookRun,
  run: Run,
  { report, door, waiting }: Readonly<{ report: CheckedReport; door: Door; waiting: WaitingComment }>,
): Promise<string | undefined> {
  const url = pageOf(run, door);
  const options: PlaybookReportOptions = {
    file: report.playbook,
    links: linksAt(door, report.headSha),
    elsewhere: { text: "the artifact of this run", ...(url === undefined ? {} : { url }) },
  };
  // Nobody but the app can complete its check run, and a second one of the same name would only confuse.
  if (waiting.record?.keepsCheck === undefined) {
    const { requireRecommended } = report;
    await reportCheck(report, playbookCheckRun(result, { ...options, requireRecommended }), door);
  }
  return finishComment(result, options, { report, door, waiting });
}

function pageOf({ environment }: Run, { serverUrl, repository }: Door): string | undefined {
  const { GITHUB_RUN_ID: id } = environment;
  return id === undefined
    ? undefined
    : `${serverUrl}/${repository.owner}/${repository.repo}/actions/runs/${id}`;
}
