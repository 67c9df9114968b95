import { sweepDeadRuns } from "../../cli/sweep-dead-runs.ts";
import { errorCommand } from "../../report/workflow-commands.ts";
import type { Environment } from "../inputs.ts";
import type { Log } from "../run.ts";
import { stepTerminal } from "./step-terminal.ts";

/**
 * After the job's last step, also of one that was cancelled: what a playbook left whose step was killed is torn
 * down. It changes no result; what could not be removed is said loudly.
 *
 * @param environment `STATE_playbook` is set where this Action began to run one
 */
export async function post(environment: Environment, log: Log): Promise<void> {
  if (environment.STATE_playbook === undefined) return;
  const directory = environment.GITHUB_WORKSPACE ?? ".";
  const { isClean } = await sweepDeadRuns(stepTerminal({ environment, log }, directory));
  if (isClean) return;
  log(errorCommand("Kubehop", "A playbook that was killed left something behind: see the log of this step."));
}
