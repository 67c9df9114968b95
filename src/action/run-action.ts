import type { ExitCode } from "../cli/command.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { answer } from "./answer.ts";
import { assessRun } from "./assess-run.ts";
import { type Environment, readInputs } from "./inputs.ts";
import { reportFailure } from "./report-failure.ts";
import type { Log, Run } from "./run.ts";
import { readRunEvent } from "./run-event.ts";
import { cleaned } from "./runner-files.ts";

/** Runs the step. The answer is its exit code: anything but 0 fails the job, whatever was thrown. */
export async function runAction(environment: Environment, write: Log): Promise<ExitCode> {
  const log: Log = (text) => write(cleaned(environment, text));
  try {
    const inputs = readInputs(environment);
    return await work({ environment, inputs, log });
  } catch (error) {
    reportFailure(error, environment, log);
    return 1;
  }
}

async function work(run: Run): Promise<ExitCode> {
  const { environment, inputs } = run;
  const { command } = inputs;
  if (command === "playbook" || command === "playbook-report") {
    if (environment.GITHUB_EVENT_NAME === "issue_comment") throw anybodysEvent();
    return (await import("./playbook/steps.ts")).playbookStep(run);
  }
  const event = readRunEvent(environment);
  if (event.kind === "comment") return answer(event.payload, run);
  return assessRun(event, { ...run, inputs: { ...inputs, command } });
}

function anybodysEvent(): KubehopError {
  return new KubehopError({
    code: "invalid-input",
    message: "command: playbook does not run on issue_comment, which anybody can cause.",
    remedy:
      "Leave command out: `/playbook run NAME` then asks who may, and dispatches a workflow of its own.",
  });
}
