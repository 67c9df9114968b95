import { failureReport } from "../chatops/failure-report.ts";
import { plainLinks } from "../report/links.ts";
import { workflowCommands } from "../report/workflow-commands.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { answer } from "./answer.ts";
import { assessRun } from "./assess-run.ts";
import { errorDetails } from "./error-details.ts";
import { type Environment, readInputs } from "./inputs.ts";
import type { Log } from "./run.ts";
import { readRunEvent } from "./run-event.ts";
import { addSummary, cleaned, inert, setOutput } from "./runner-files.ts";

/** Runs the step. The answer is its exit code: 1 fails the job, whatever was thrown. */
export async function runAction(environment: Environment, write: Log): Promise<0 | 1> {
  const log: Log = (text) => write(cleaned(environment, text));
  try {
    const inputs = readInputs(environment);
    const event = readRunEvent(environment);
    if (event.kind === "comment") return await answer(event.payload, { environment, inputs, log });
    return await assessRun(event, { environment, inputs, log });
  } catch (error) {
    reportFailure(error, environment, log);
    return 1;
  }
}

function reportFailure(error: unknown, environment: Environment, log: Log): void {
  const known = error instanceof KubehopError ? error : undefined;
  const message =
    known === undefined
      ? `Kubehop failed, and that is a defect of Kubehop: ${String(error)}`
      : `${known.message}\n${known.remedy}`;
  log(errorCommand(message, known?.where));
  const details = errorDetails(error);
  if (details !== undefined) log(inert(details));
  addSummary(environment, failureReport(error, plainLinks()).markdown);
  setOutput(environment, "verdict", "error");
  setOutput(environment, "conclusion", "failure");
  setOutput(environment, "headline", known?.message ?? "Kubehop failed");
}

/** An error of the whole run, or of a line where one is known. */
function errorCommand(message: string, where: KubehopError["where"]): string {
  if (where === undefined)
    return `::error title=Kubehop::${message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}\n`;
  const line = where.line ?? 1;
  const annotation = { path: where.path, start_line: line, end_line: line, title: "Kubehop", message };
  return workflowCommands([{ ...annotation, annotation_level: "failure" }]);
}
