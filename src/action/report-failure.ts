import { failureReport } from "../chatops/failure-report.ts";
import { plainLinks } from "../report/links.ts";
import { errorCommand, workflowCommands } from "../report/workflow-commands.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { errorDetails } from "./error-details.ts";
import type { Environment } from "./inputs.ts";
import type { Log } from "./run.ts";
import { addSummary, inert, setOutput } from "./runner-files.ts";

/** Says in log, summary and outputs why the step has no answer. */
export function reportFailure(error: unknown, environment: Environment, log: Log): void {
  const known = error instanceof KubehopError ? error : undefined;
  const message =
    known === undefined
      ? `Kubehop failed, and that is a defect of Kubehop: ${String(error)}`
      : `${known.message}\n${known.remedy}`;
  log(failureCommand(message, known?.where));
  const details = errorDetails(error);
  if (details !== undefined) log(inert(details));
  addSummary(environment, failureReport(error, plainLinks()).markdown);
  setOutput(environment, "verdict", "error");
  setOutput(environment, "conclusion", "failure");
  setOutput(environment, "headline", known?.message ?? "Kubehop failed");
}

/** An error of the whole run, or of a line where one is known. */
function failureCommand(message: string, where: KubehopError["where"]): string {
  if (where === undefined) return errorCommand("Kubehop", message);
  const line = where.line ?? 1;
  const annotation = { path: where.path, start_line: line, end_line: line, title: "Kubehop", message };
  return workflowCommands([{ ...annotation, annotation_level: "failure" }]);
}
