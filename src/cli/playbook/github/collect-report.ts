import type { WorkflowResults } from "../../../github/workflow-results.ts";
import { type ZipEntry, zipEntries, zippedText } from "../../../github/zip-archive.ts";
import type { PlaybookRun } from "../../../playbook/playbook-run.ts";
import { LARGEST_REPORT } from "../../../playbook/read-run.ts";
import type { ArtifactSink } from "../../../playbook/run/ports.ts";
import type { RunPlan } from "../../../playbook/run/run-plan.ts";
import { runToldByJob } from "../../../playbook/run-told-by-job.ts";

/** Bytes of all whole outputs that are taken along; an archive may unpack to a thousand times its size. */
const LARGEST_OUTPUTS = 512 * 1024 * 1024;

/** A workflow run that is over, and what its artifact is called. */
export interface EndedWorkflow {
  readonly id: number;
  readonly conclusion: string;
  readonly artifact: string;
}

/**
 * What the workflow reports of its run: read as data, held against GitHub's own word for the job, and believed only
 * where it is of the playbook that was asked for. Whole outputs go where those of any other run go.
 */
export async function collectReport(
  { playbook, digest }: RunPlan,
  { id, conclusion, artifact }: EndedWorkflow,
  { gitHub, artifacts }: Readonly<{ gitHub: Pick<WorkflowResults, "artifact">; artifacts: ArtifactSink }>,
): Promise<PlaybookRun | { readonly reason: string }> {
  const archive = await gitHub.artifact(id, artifact);
  const files = archive === undefined ? new Map<string, ZipEntry>() : zipEntries(archive);
  const run = runToldByJob(zippedText(files, "report.json", LARGEST_REPORT), { result: conclusion });
  if (!("schemaVersion" in run)) return run;
  if (run.playbook !== playbook.name || run.digest !== digest) {
    return { reason: "The job's report is of another playbook, or of another text of this one." };
  }
  return withOutputs(run, files, artifacts);
}

function withOutputs(
  run: PlaybookRun,
  files: ReadonlyMap<string, ZipEntry>,
  sink: ArtifactSink,
): PlaybookRun {
  const kept: string[] = [];
  const warnings: string[] = [];
  let room = LARGEST_OUTPUTS;
  for (const path of run.artifacts) {
    const [, name] = /^output\/(?!\.)([\w.-]+)$/.exec(path) ?? [];
    const entry = files.get(path);
    if (name === undefined || entry === undefined || entry.size > room) {
      warnings.push(`${path} was left on GitHub: it is in the artifact of the workflow run.`);
      continue;
    }
    room -= entry.size;
    const artifact = sink.open(name);
    if (artifact === undefined) continue;
    artifact.write(entry.read().toString("utf8"));
    const closed = artifact.close();
    if ("path" in closed) kept.push(closed.path);
    else warnings.push(`${path} could not be written: ${closed.reason}.`);
  }
  return { ...run, artifacts: kept, warnings: [...run.warnings, ...warnings] };
}
