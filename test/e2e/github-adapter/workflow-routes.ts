import { Readable } from "node:stream";
import type { AdapterState, DispatchedRun, JobResult, Route, RouteAnswer } from "./github-routes.ts";

/** As GitHub does: a workflow must be on the branch, and a run that is over cannot be cancelled. */
export function workflowRoutes(
  state: AdapterState,
  actions: string,
): readonly (readonly [string, RegExp, Route])[] {
  return [
    ["POST", new RegExp(`${actions}/workflows/(?<workflow>[^/]+)/dispatches$`), dispatch(state)],
    ["GET", new RegExp(`${actions}/workflows/(?<workflow>[^/]+)/runs$`), runsOf(state)],
    ["POST", new RegExp(`${actions}/runs/(?<id>\\d+)/cancel$`), cancel(state)],
    ["POST", new RegExp(`${actions}/runs/(?<id>\\d+)/rerun$`), rerun(state)],
    ["GET", new RegExp(`${actions}/runs/(?<id>\\d+)$`), stateOfRun(state)],
    ["GET", new RegExp(`${actions}/runs/(?<id>\\d+)/artifacts$`), artifactsOf(state)],
    ["GET", new RegExp(`${actions}/runs/(?<id>\\d+)/jobs$`), jobsOf(state)],
    ["GET", new RegExp(`${actions}/artifacts/(?<id>\\d+)/zip$`), redirectToArtifact],
    ["GET", /^\/_codeload\/-artifact\/(?<id>\d+)$/, artifact(state)],
  ];
}

function dispatch(state: AdapterState): Route {
  return async ({ owner, repo, workflow = "" }, { body }, ask) => {
    const wish = body as Pick<DispatchedRun, "ref" | "inputs"> & { readonly return_run_details?: boolean };
    const { ref, inputs, return_run_details: tells } = wish;
    const file = `/repos/${owner}/${repo}/contents/.github/workflows/${workflow}?ref=${ref}`;
    const isThere = await ask("GET", file).then(
      () => true,
      () => false,
    );
    if (!isThere) return { status: 404, json: { message: "Not Found" } };
    const repository = `${owner}/${repo}`;
    const run = { id: 9_000 + state.dispatched.length, repository, workflow, ref, inputs };
    state.dispatched.push({ ...run, status: "in_progress" });
    if (tells !== true) return { status: 204 };
    const url = `https://github.com/${repository}/actions/runs/${run.id}`;
    return { status: 200, json: { workflow_run_id: run.id, run_url: url, html_url: url } };
  };
}

function runsOf(state: AdapterState): Route {
  return async ({ owner, repo, workflow }) => {
    const runs = state.dispatched.filter(
      (run) => run.repository === `${owner}/${repo}` && run.workflow === workflow,
    );
    const workflow_runs = runs.map(({ id, inputs, repository }) => ({
      id,
      display_title: `playbook (${inputs.run})`,
      html_url: `https://github.com/${repository}/actions/runs/${id}`,
    }));
    return { status: 200, json: { total_count: runs.length, workflow_runs } };
  };
}

function cancel(state: AdapterState): Route {
  return async ({ id }) => {
    const run = state.dispatched.find((one) => one.id === Number(id));
    if (run?.status !== "in_progress")
      return { status: 409, json: { message: "Cannot cancel a workflow run that is completed." } };
    run.status = "cancelled";
    return { status: 202, json: {} };
  };
}

function rerun(state: AdapterState): Route {
  return async ({ id }) => {
    const run = state.dispatched.find((one) => one.id === Number(id));
    if (run === undefined) return { status: 404, json: { message: "Not Found" } };
    if (run.status === "in_progress")
      return { status: 403, json: { message: "This workflow is already running" } };
    run.status = "in_progress";
    return { status: 201, json: {} };
  };
}

function resultOf(state: AdapterState, id: string | undefined): JobResult | undefined {
  const run = state.dispatched.find((one) => one.id === Number(id));
  return run === undefined ? undefined : state.runners.get(run.repository)?.(run);
}

function stateOfRun(state: AdapterState): Route {
  return async ({ id }) => {
    const run = state.dispatched.find((one) => one.id === Number(id));
    if (run === undefined) return { status: 404, json: { message: "Not Found" } };
    const conclusion = run.status === "cancelled" ? "cancelled" : resultOf(state, id)?.conclusion;
    const status = conclusion === undefined ? "in_progress" : "completed";
    return { status: 200, json: { id: run.id, status, conclusion: conclusion ?? null } };
  };
}

/** An artifact has the number of its run. */
function artifactsOf(state: AdapterState): Route {
  return async ({ id }, { query }) => {
    const file = resultOf(state, id)?.artifact;
    const name = query.get("name");
    const artifacts =
      file === undefined ? [] : [{ id: Number(id), name, size_in_bytes: file.length, expired: false }];
    return { status: 200, json: { total_count: artifacts.length, artifacts } };
  };
}

function jobsOf(state: AdapterState): Route {
  return async ({ id }) => {
    const jobs = state.jobs.get(Number(id)) ?? [];
    return { status: 200, json: { total_count: jobs.length, jobs } };
  };
}

async function redirectToArtifact({ id }: Readonly<Record<string, string>>): Promise<RouteAnswer> {
  return { status: 302, headers: { location: `/_codeload/-artifact/${id}` } };
}

function artifact(state: AdapterState): Route {
  return async ({ id }) => ({
    status: 200,
    stream: Readable.from([resultOf(state, id)?.artifact ?? Buffer.alloc(0)]),
  });
}
