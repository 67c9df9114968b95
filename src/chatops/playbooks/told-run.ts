import { zipEntries, zippedText } from "../../github/zip-archive.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { LARGEST_REPORT } from "../../playbook/read-run.ts";
import { type EndedJob, runToldByJob } from "../../playbook/run-told-by-job.ts";
import { unreportedRun } from "../../playbook/unreported-run.ts";
import { redactRun } from "../../report/playbook/redact-run.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Door } from "../door.ts";
import { reportArtifactOf } from "./run-names.ts";
import type { RunProgress } from "./run-progress.ts";

/** Bytes of the archive that holds one report. */
const LARGEST_ARCHIVE = 16 * 1024 * 1024;

interface EndedWorkflow {
  readonly progress: RunProgress;
  readonly job: EndedJob;
  /** Its name, for a run that reports nothing. */
  readonly playbook: string;
}

/**
 * The run as its job reported it, read as data and without secrets; where there is no report, why.
 *
 * @throws {KubehopError} `github-…` where GitHub may hand the report out later, and tells us once more that it can
 */
export async function toldRun({ progress, job, playbook }: EndedWorkflow, door: Door): Promise<PlaybookRun> {
  const told = await claimOf({ progress, job }, door);
  if ("schemaVersion" in told) return redactRun(told, []);
  return unreportedRun({ playbook, jobResult: job.result, reason: told.reason });
}

async function claimOf(
  { progress, job }: Omit<EndedWorkflow, "playbook">,
  door: Door,
): Promise<ReturnType<typeof runToldByJob>> {
  const { workflowRun, run, state } = progress;
  try {
    const archive = await door.gitHub.artifact(workflowRun, reportArtifactOf(run), LARGEST_ARCHIVE);
    const report =
      archive === undefined ? undefined : zippedText(zipEntries(archive), "report.json", LARGEST_REPORT);
    return runToldByJob(report, job);
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    if (state.status !== "over" && PASSING.has(error.code)) throw error;
    door.note(error);
    return { reason: `The job's report cannot be read: ${error.message}` };
  }
}

const PASSING = new Set(["github-unavailable", "github-rate-limited"]);
