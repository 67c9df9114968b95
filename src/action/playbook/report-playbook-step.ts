import { type Door, linksAt } from "../../chatops/door.ts";
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
import { runOfJob } from "./run-of-job.ts";

/**
 * `command: playbook-report`: publishes what another job reported of a playbook, as a check run on the commit that was
 * run and as the one comment of the pull request. Runs nothing of the repository.
 */
export async function reportPlaybookStep(run: Run): Promise<ExitCode> {
  const { environment, inputs, log } = run;
  const report = checkedReport(inputs);
  // The comment that waits was written by another account, and this token writes as its own.
  const { commentAuthor, ...own } = inputs;
  const door = actionDoor({ ...run, inputs: own });
  const result = await withMovedHead(runOfJob(report, environment.GITHUB_WORKSPACE ?? "."), report, door);
  const options: PlaybookReportOptions = {
    file: report.playbook,
    links: linksAt(door, report.headSha),
    elsewhere: elsewhere(run, door),
  };
  await publish(result, options, { report, door });
  const note = await finishComment(result, options, { report, door, writtenAs: commentAuthor });
  log(inert(note ?? runHeadline(result)));
  setOutput(environment, "result", result.result);
  setOutput(environment, "headline", runHeadline(result));
  return 0;
}

/** Read again just before reporting: the result stays true of its own commit, and says that it is not the last. */
async function withMovedHead(
  run: PlaybookRun,
  { pull, headSha }: CheckedReport,
  door: Door,
): Promise<PlaybookRun> {
  const now = await door.gitHub.pullRequest(pull);
  if (now.headSha === headSha) return run;
  const note = `The branch has moved on to ${now.headSha.slice(0, 7)}; this is about ${headSha.slice(0, 7)} only.`;
  return { ...run, warnings: [note, ...run.warnings] };
}

function elsewhere({ environment }: Run, { serverUrl, repository }: Door): { text: string; url?: string } {
  const { GITHUB_RUN_ID: id } = environment;
  const text = "the artifact of this run";
  if (id === undefined) return { text };
  return { text, url: `${serverUrl}/${repository.owner}/${repository.repo}/actions/runs/${id}` };
}

async function publish(
  run: PlaybookRun,
  options: PlaybookReportOptions,
  { report, door }: { readonly report: CheckedReport; readonly door: Door },
): Promise<void> {
  const { requireRecommended, playbook, headSha, runId } = report;
  const check = playbookCheckRun(run, { ...options, requireRecommended });
  await door.gitHub.publishCheck({
    ...check,
    name: `Kubehop playbook: ${playbook}`,
    headSha,
    externalId: `playbook:${runId}`,
  });
}
