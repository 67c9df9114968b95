import { KubehopError } from "../source/kubehop-error.ts";
import type { Connection } from "./connection.ts";
import { dispatchRefusal } from "./dispatch-refusal.ts";
import { isRateLimit, requestFailure } from "./request-failure.ts";
import { withRetries } from "./retries.ts";

/** A workflow to be started by hand, so to speak. */
export interface Dispatch {
  /** Name of its file in `.github/workflows`. */
  readonly workflow: string;
  /** The branch whose workflow file is run. */
  readonly ref: string;
  /** By name; GitHub takes 25, an older Enterprise Server 10. */
  readonly inputs: Readonly<Record<string, string>>;
  /** A word that only this run's title holds: by it the run is found again. */
  readonly mark: string;
}

/** A run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly url: string;
}

export interface Workflows {
  /**
   * Starts a workflow once, however often it has to be asked for. Undefined where this GitHub does not tell the run
   * (GitHub Enterprise Server).
   *
   * @throws {KubehopError} `github-…`; where the repository is not set up for it, with what to do
   */
  readonly dispatchWorkflow: (dispatch: Dispatch) => Promise<WorkflowRun | undefined>;
  /** The run of a dispatch, where it has begun and its title holds the mark. */
  readonly dispatchedRun: (dispatch: Pick<Dispatch, "workflow" | "mark">) => Promise<WorkflowRun | undefined>;
  /** False where the run is over already. */
  readonly cancelWorkflowRun: (run: number) => Promise<boolean>;
  /** The same commit and inputs once more, as another attempt of the run. False where it runs, or is too old. */
  readonly rerunWorkflow: (run: number) => Promise<boolean>;
}

export function workflows(connection: Connection): Workflows {
  const { request, repository } = connection;
  const dispatchedRun: Workflows["dispatchedRun"] = async ({ workflow, mark }) => {
    const { data } = await withRetries(
      connection,
      () =>
        request("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", {
          ...repository,
          workflow_id: workflow,
          event: "workflow_dispatch",
          per_page: 100,
        }),
      { purpose: `look for a run of ${workflow}` },
    );
    const run = data.workflow_runs.find(({ display_title: title }) => title.split(/[^\w.-]+/).includes(mark));
    return run === undefined ? undefined : { id: Number(run.id), url: run.html_url };
  };
  return {
    dispatchWorkflow: (dispatch) => dispatched(connection, dispatch, () => dispatchedRun(dispatch)),
    dispatchedRun,
    cancelWorkflowRun: (run) =>
      isTaken(409, () =>
        withRetries(
          connection,
          () =>
            request("POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel", {
              ...repository,
              run_id: run,
            }),
          { purpose: "cancel the workflow run" },
        ),
      ),
    rerunWorkflow: (run) =>
      isTaken(403, () =>
        withRetries(
          connection,
          () =>
            request("POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun", { ...repository, run_id: run }),
          { purpose: "run the workflow again" },
        ),
      ),
  };
}

/** False where GitHub answers with `refusal`: the run is not in a state for it. A permission that lacks is an error. */
async function isTaken(refusal: number, ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    const failure = requestFailure(error instanceof KubehopError ? error.cause : error);
    const isOfState = failure?.status === refusal && !isRateLimit(failure);
    if (isOfState && !/not accessible/i.test(failure.message)) return false;
    throw error;
  }
}

async function dispatched(
  connection: Connection,
  dispatch: Dispatch,
  alreadyDone: () => Promise<WorkflowRun | undefined>,
): Promise<WorkflowRun | undefined> {
  const { workflow } = dispatch;
  const options = { purpose: `start the workflow ${workflow}`, alreadyDone };
  try {
    return await withRetries(connection, () => post(connection, dispatch, true), options);
  } catch (error) {
    if (!isUnknownMember(error)) throw dispatchRefusal(error, workflow);
  }
  try {
    return await withRetries(connection, () => post(connection, dispatch, false), options);
  } catch (error) {
    throw dispatchRefusal(error, workflow);
  }
}

interface RunDetails {
  readonly workflow_run_id: number | bigint;
  readonly html_url: string;
}

async function post(
  { request, repository }: Connection,
  { workflow, ref, inputs }: Dispatch,
  tellsRun: boolean,
): Promise<WorkflowRun | undefined> {
  // Servers without `return_run_details` answer 204 and nothing.
  const { data }: { data: Partial<RunDetails> | undefined } = await request(
    "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
    {
      ...repository,
      workflow_id: workflow,
      ref,
      inputs: { ...inputs },
      ...(tellsRun ? { return_run_details: true } : {}),
    },
  );
  const { workflow_run_id: id, html_url: url } = data ?? {};
  return id === undefined || url === undefined ? undefined : { id: Number(id), url };
}

function isUnknownMember(error: unknown): boolean {
  const cause = error instanceof KubehopError ? error.cause : error;
  const failure = requestFailure(cause);
  return failure?.status === 422 && failure.message.includes("return_run_details");
}
