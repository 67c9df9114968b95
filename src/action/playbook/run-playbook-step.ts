import { join, resolve } from "node:path";
import { findPlaybook } from "../../assessment/find-playbook.ts";
import { knownPlaybooks } from "../../assessment/known-playbooks.ts";
import type { ExitCode } from "../../cli/command.ts";
import { plannedRuns } from "../../cli/playbook/planned-runs.ts";
import { exitCodeOf, runPlanned } from "../../cli/playbook/run-planned.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import { readDirectory } from "../../workspace/read-directory.ts";
import type { Run } from "../run.ts";
import { quietly, saveState } from "../runner-files.ts";
import { publishRun } from "./publish-run.ts";
import { stepTerminal } from "./step-terminal.ts";

/**
 * `command: playbook`: runs a playbook in this job as `kubehop playbook run` does, and says the result in the log,
 * the summary, annotations, outputs and files. The exit code is that of the command line.
 */
export async function runPlaybookStep(run: Run): Promise<ExitCode> {
  const { environment, inputs } = run;
  const { directory = "", playbook: request } = inputs;
  const workspace = environment.GITHUB_WORKSPACE ?? ".";
  const playbooks = resolve(workspace, request.playbookDirectory || directory);
  const found = findPlaybook(knownPlaybooks(readDirectory(playbooks)), named(request.playbook));
  const reportDirectory =
    request.reportDirectory === ""
      ? join(environment.RUNNER_TEMP ?? ".", "kubehop-playbook")
      : resolve(workspace, request.reportDirectory);
  // From here on something may be left behind if this process is killed: the post step looks after it.
  saveState(environment, "playbook", found.playbook.name);
  const terminal = stepTerminal(run, resolve(workspace, directory));
  const words = {
    positionals: [join(playbooks, found.file)],
    options: new Map([...request.options, ["report-dir", reportDirectory]]),
    lists: new Map([
      ["input", request.values],
      ["capability", request.capabilities],
    ]),
  };
  const planned = await plannedRuns(words, terminal);
  if (planned === undefined) return 2;
  const files = planned.map((each) => ({ ...each, file: found.file }));
  const done = await quietly(run.log, () => runPlanned(files, { limit: 1, isJson: false }, terminal));
  for (const each of done) publishRun(each, { found, reportDirectory }, run);
  return exitCodeOf(done);
}

function named(playbook: string): string {
  if (playbook !== "") return playbook;
  throw new KubehopError({
    code: "invalid-input",
    message: "The input playbook is empty.",
    remedy: "Give the name of a playbook, or its file relative to the directory.",
  });
}
