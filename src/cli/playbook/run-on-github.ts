import { randomUUID } from "node:crypto";
import { runSettings } from "../../chatops/playbooks/settings.ts";
import { CONFIGURATION_PATHS } from "../../config/read-configuration.ts";
import { commits } from "../../github/commits.ts";
import { repositoryReader } from "../../github/repository-reader.ts";
import { type WorkflowResults, workflowResults } from "../../github/workflow-results.ts";
import { type Dispatch, type WorkflowRun, type Workflows, workflows } from "../../github/workflows.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { inputsByName } from "../../playbook/run/input-values.ts";
import { runNotBegun } from "../../playbook/run/run-frame.ts";
import type { RunPlan } from "../../playbook/run/run-plan.ts";
import { visibleLine } from "../../report/visible.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Terminal } from "../terminal.ts";
import type { ExecutorChoice } from "./executor-choice.ts";
import { collectReport } from "./github/collect-report.ts";
import { type CommitToRun, commitToRun } from "./github/commit-to-run.ts";
import { followWorkflow } from "./github/follow-workflow.ts";
import { type GitHubPlace, gitHubPlace } from "./github/github-place.ts";
import type { RunOutlets } from "./run-here.ts";

type GitHubChoice = Extract<ExecutorChoice, { readonly kind: "github" }>;

/** A playbook that GitHub is to run; `file` is as it was typed. */
interface PlacedOnGitHub {
  readonly plan: RunPlan;
  readonly executor: GitHubChoice;
  readonly file: string;
}

interface Prepared {
  readonly place: GitHubPlace;
  readonly gitHub: Workflows & WorkflowResults;
  readonly dispatch: Dispatch;
}

/**
 * Runs what was planned in the repository's own runners, by the workflow that also answers comments, and brings its
 * report here. What this machine has is of no matter there.
 */
export async function runOnGitHub(
  placed: PlacedOnGitHub,
  terminal: Terminal,
  outlets: RunOutlets,
): Promise<PlaybookRun> {
  const { plan } = placed;
  let begun: WorkflowRun | undefined;
  try {
    const prepared = await prepare(placed, terminal);
    if (outlets.signal.aborted) return cancelled(plan, "It was cancelled before it was started.");
    begun = await started(prepared);
    terminal.error.write(`kubehop: running on GitHub: ${visibleLine(begun.url)}\n`);
    return await brought(plan, { ...prepared, run: begun }, { terminal, outlets });
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    const left = begun === undefined ? "" : ` What became of the run: ${begun.url}`;
    return runNotBegun(plan, { reason: `${error.message} ${remedyFor(error)}${left}` });
  }
}

async function prepare({ plan, executor, file }: PlacedOnGitHub, terminal: Terminal): Promise<Prepared> {
  const { repository, ref } = executor;
  const place = await gitHubPlace(repository, terminal);
  const { connection, checkout } = place;
  const repositoryCommits = commits(connection);
  const defaultBranch = await repositoryCommits.defaultBranch();
  const commit = await commitToRun(
    { file, digest: plan.digest, ...(ref === undefined ? {} : { ref }) },
    {
      commits: repositoryCommits,
      defaultBranch,
      checkout,
      workingDirectory: terminal.workingDirectory,
    },
  );
  const mark = `kubehop-${randomUUID()}`;
  const workflow = await workflowOf(place);
  const dispatch = { workflow, ref: defaultBranch, mark, inputs: inputsOf(plan, commit, mark) };
  return { place, gitHub: { ...workflows(connection), ...workflowResults(connection) }, dispatch };
}

/** The workflow that the configuration of the default branch names, as for comments. */
async function workflowOf({ connection }: GitHubPlace): Promise<string> {
  const reader = repositoryReader(connection);
  for (const path of CONFIGURATION_PATHS) {
    const text = await reader.defaultBranchFile(path);
    if (text !== undefined) return runSettings([{ path, text }]).workflow;
  }
  return runSettings([]).workflow;
}

/** The workflow's inputs: those that a comment gives, for no pull request. */
function inputsOf(plan: RunPlan, { sha, file }: CommitToRun, run: string) {
  const { path } = plan.choice;
  return {
    pull: "0",
    head: sha,
    base: sha,
    playbook: file,
    path: path === null ? "" : String(path),
    inputs: JSON.stringify(Object.fromEntries(inputsByName(plan))),
    "from-pull-request": "true",
    run,
    "comment-author": "",
    "require-recommended": "false",
  };
}

const LOOKS_FOR_RUN = 12;
const LOOK_PAUSE_MS = 5_000;

/** Starts the workflow; a server that does not tell its run is asked for it, for a minute. */
async function started({ gitHub, dispatch, place }: Prepared): Promise<WorkflowRun> {
  const told = await gitHub.dispatchWorkflow(dispatch);
  if (told !== undefined) return told;
  for (let looks = 0; looks < LOOKS_FOR_RUN; looks += 1) {
    const found = await gitHub.dispatchedRun(dispatch);
    if (found !== undefined) return found;
    await place.connection.clock.sleep(LOOK_PAUSE_MS);
  }
  throw new KubehopError({
    code: "workflow-run-not-found",
    message: `GitHub started ${dispatch.workflow}, and no run of it has ${dispatch.mark} in its title.`,
    remedy: "Give the workflow a `run-name` that holds its input `run`.",
  });
}

async function brought(
  plan: RunPlan,
  { gitHub, dispatch, place, run }: Prepared & { readonly run: WorkflowRun },
  { terminal, outlets }: { readonly terminal: Terminal; readonly outlets: RunOutlets },
): Promise<PlaybookRun> {
  const { clock } = place.connection;
  const { signal, artifacts } = outlets;
  const say = (line: string) => {
    terminal.error.write(`kubehop: GitHub: ${visibleLine(line)}\n`);
  };
  const followed = await followWorkflow(run, { gitHub, clock, signal, say });
  if ("reason" in followed) return runNotBegun(plan, followed);
  const { conclusion } = followed;
  const ended = { id: run.id, conclusion, artifact: `kubehop-playbook-${dispatch.mark}` };
  const told = await collectReport(plan, ended, { gitHub, artifacts });
  if ("schemaVersion" in told) return told;
  const reason = `${told.reason} ${run.url}`;
  return conclusion === "cancelled" ? cancelled(plan, reason) : runNotBegun(plan, { reason });
}

function cancelled(plan: RunPlan, reason: string): PlaybookRun {
  return { ...runNotBegun(plan, { reason }), result: "cancelled" };
}

/** GitHub's refusals are told to whom the token belongs. */
function remedyFor({ code, remedy }: KubehopError): string {
  return code === "github-forbidden" || code === "github-not-found"
    ? "Check the repository's name, and that GITHUB_TOKEN or GH_TOKEN has contents: read and actions: write there."
    : remedy;
}
