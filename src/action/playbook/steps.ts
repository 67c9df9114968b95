import type { ExitCode } from "../../cli/command.ts";
import { reportFailure } from "../report-failure.ts";
import type { Run } from "../run.ts";
import { reportPlaybookStep } from "./report-playbook-step.ts";
import { runPlaybookStep } from "./run-playbook-step.ts";

/**
 * The Action's commands about playbooks, a file of its own in `dist/`. That file has its own class of errors, so it
 * reports its failures itself.
 */
export async function playbookStep(run: Run): Promise<ExitCode> {
  // A runner that goes away must not cut a teardown short: what cannot be written is lost.
  process.stdout.on("error", () => {});
  try {
    return run.inputs.command === "playbook" ? await runPlaybookStep(run) : await reportPlaybookStep(run);
  } catch (error) {
    reportFailure(error, run.environment, run.log);
    return 1;
  }
}
