import { doWork } from "../chatops/do-work.ts";
import { readEvent } from "../chatops/read-event.ts";
import { actionDoor } from "./action-door.ts";
import type { Environment } from "./inputs.ts";
import type { Run } from "./run.ts";
import { setOutput } from "./runner-files.ts";

/**
 * Answers a slash command as the app does. The answer is the comment: the job fails only where GitHub did
 * not take it. Comments that are no commands end the run at once, without one call.
 */
export async function answer(payload: unknown, run: Run): Promise<0> {
  const { environment, log } = run;
  const assignment = readEvent({
    name: "issue_comment",
    id: runId(environment),
    payload: withoutInstallation(payload),
  });
  if (assignment === undefined) {
    log("No command for Kubehop in this comment.\n");
    return 0;
  }
  await doWork(assignment.work, actionDoor(run, assignment.defaultBranch));
  log("Answered the command in the pull request.\n");
  setOutput(environment, "conclusion", "success");
  return 0;
}

function runId({ GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT }: Environment): string {
  return `${GITHUB_RUN_ID ?? "local"}.${GITHUB_RUN_ATTEMPT ?? "1"}`;
}

/** The app's events name the installation whose token to use; a workflow has a token already. */
function withoutInstallation(payload: unknown): unknown {
  return typeof payload === "object" ? { ...payload, installation: { id: 0 } } : payload;
}
