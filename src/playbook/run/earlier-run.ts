import { KubehopError } from "../../source/kubehop-error.ts";
import type { PlaybookRun, StepRun } from "../playbook-run.ts";
import type { RunPlan } from "./run-plan.ts";

/**
 * The passed steps that an earlier run began with, which a resumed one does not run again.
 *
 * @param text the earlier run's `report.json`; `path` is the file, for errors
 * @throws {KubehopError} `invalid-earlier-run` where it is none, or one of another document or path
 */
export function passedBefore(
  text: string,
  path: string,
  { digest, choice }: Pick<RunPlan, "digest" | "choice">,
): readonly StepRun[] {
  const earlier = parsed(text, path);
  if (earlier.digest !== digest) {
    throw flaw(path, "is of another document, or of this one before it was changed");
  }
  if (earlier.path !== choice.path) {
    throw flaw(path, `is of path ${earlier.path}, and now path ${choice.path} is taken`);
  }
  const first = earlier.steps.findIndex(({ status }) => status !== "passed" && status !== "no_variant");
  return first === -1 ? earlier.steps : earlier.steps.slice(0, first);
}

function parsed(text: string, path: string): PlaybookRun {
  try {
    const run: PlaybookRun = JSON.parse(text);
    if (run.schemaVersion === 1 && Array.isArray(run.steps)) return run;
  } catch {
    // Told below: what is no JSON is no run either.
  }
  throw flaw(path, "is no report.json of a playbook run");
}

function flaw(path: string, what: string): KubehopError {
  return new KubehopError({
    code: "invalid-earlier-run",
    message: `The earlier run ${what}.`,
    remedy: "Name the report.json of a run of this playbook, or run it from its beginning without --resume.",
    where: { path },
  });
}
