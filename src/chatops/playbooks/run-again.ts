import { mayRun } from "../admission.ts";
import type { Door } from "../door.ts";

/** Somebody pressed *Re-run* on the check run of a playbook. */
export interface Rerequest {
  readonly login: string;
  /** GitHub's number of the workflow run, as our check run names it. */
  readonly workflowRun: number;
}

/**
 * Has GitHub run the workflow once more, at the same commit with the same inputs, for somebody who may; what comes of it
 * is told as of any other attempt.
 */
export async function runAgain(
  { login, workflowRun }: Rerequest,
  door: Door,
): Promise<"run-again" | "nothing-new"> {
  if (!(await mayRun(login, door))) return "nothing-new";
  return (await door.gitHub.rerunWorkflow(workflowRun)) ? "run-again" : "nothing-new";
}
