import { join } from "node:path";
import type { FoundPlaybook } from "../../assessment/find-playbook.ts";
import type { ReportedRun } from "../../cli/playbook/reported-run.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { stepLines } from "../../playbook/reading/step-lines.ts";
import { playbookCheckRun } from "../../report/playbook/check-run.ts";
import { runSummary } from "../../report/playbook/markdown.ts";
import { runHeadline } from "../../report/playbook/run-words.ts";
import { runText } from "../../report/playbook/text.ts";
import { errorCommand, workflowCommands } from "../../report/workflow-commands.ts";
import type { Run } from "../run.ts";
import { addSummary, inert, setOutput } from "../runner-files.ts";

/** Where a run's playbook and reports are. */
interface RunFiles {
  readonly found: FoundPlaybook;
  readonly reportDirectory: string;
}

/** Says a run in the log, as annotations on the playbook's lines, in the job's summary and as outputs. */
export function publishRun(
  { run, file, unwritten }: ReportedRun,
  { found, reportDirectory }: RunFiles,
  { environment, log }: Run,
): void {
  const places = { path: file, lines: stepLines(found.text) };
  log(inert(runText(run, { file }, { color: false })));
  log(workflowCommands(playbookCheckRun(run, { places }).annotations));
  log(verdictCommand(run));
  if (unwritten !== undefined) log(errorCommand("Kubehop", `The reports could not be written: ${unwritten}`));
  addSummary(environment, runSummary(run, { file }));
  setOutput(environment, "result", run.result);
  setOutput(environment, "path", run.path === null ? "" : String(run.path));
  setOutput(environment, "conclusion", run.result === "passed" ? "success" : "failure");
  setOutput(environment, "headline", runHeadline(run));
  setOutput(environment, "report-directory", reportDirectory);
  for (const [output, name] of REPORTS) setOutput(environment, output, join(reportDirectory, name));
}

const REPORTS = [
  ["report-json", "report.json"],
  ["report-markdown", "report.md"],
  ["junit", "junit.xml"],
  ["html", "report.html"],
] as const;

/** Could not run and cancelled are not failed: each says what it is. */
function verdictCommand(run: PlaybookRun): string {
  const { result, reason } = run;
  if (result === "passed") return "";
  const titles = {
    failed: "The playbook failed",
    error: "The playbook could not run",
    cancelled: "The playbook was cancelled",
  };
  const why = result === "error" ? `\n${reason ?? ""}\nThat says nothing about the change.` : "";
  return errorCommand(titles[result], `${runHeadline(run)}${why}`);
}
