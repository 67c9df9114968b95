import { assessRepository } from "../assessment/assess-repository.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { countAtLeast } from "../assessment/findings-of.ts";
import { linksAt } from "../chatops/door.ts";
import { counted } from "../report/shorten.ts";
import { actionDoor } from "./action-door.ts";
import { commentOn } from "./comment-on.ts";
import { publish } from "./publish.ts";
import type { AssessmentRun, Run } from "./run.ts";
import type { RunEvent } from "./run-event.ts";
import { takeSnapshots } from "./take-snapshots.ts";

/** Assesses the commit or the change that the run is about, and says the result everywhere it belongs. */
export async function assessRun(
  event: Exclude<RunEvent, { kind: "comment" }>,
  run: AssessmentRun,
): Promise<0 | 1> {
  const { inputs, log } = run;
  const door = actionDoor(run);
  const { head, base } = await takeSnapshots(event, door, run);
  const assessment = assessRepository({
    subject: inputs.command,
    head,
    ...(base === undefined ? {} : { base }),
    today: door.today(),
    ...(inputs.to === undefined ? {} : { to: inputs.to }),
    ...(inputs.cluster === undefined ? {} : { cluster: inputs.cluster }),
    ...(inputs.strategy === undefined ? {} : { strategy: inputs.strategy }),
  });
  const links = linksAt(door, head.sha ?? "");
  const note =
    event.kind === "change" && event.pull !== undefined
      ? await commentOn(event.pull, assessment, { door, inputs })
      : undefined;
  publish(assessment, { ...run, links, ...(note === undefined ? {} : { note }) });
  if (note !== undefined) log(`${note}\n`);
  return fails(assessment, run) ? 1 : 0;
}

/** `fail-on` can only make the job stricter: what the configuration fails on fails. */
function fails(assessment: Assessment, { inputs: { failOn }, log }: Run): boolean {
  if (assessment.conclusion === "failure") return true;
  const reached = failOn === undefined ? 0 : countAtLeast(assessment, failOn);
  if (reached === 0) return false;
  log(
    `::error title=Kubehop::The job fails: ${counted(reached, "finding")} at or above fail-on: ${failOn}.\n`,
  );
  return true;
}
