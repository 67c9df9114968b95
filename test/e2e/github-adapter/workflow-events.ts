import type { DispatchedRun } from "./github-routes.ts";

/** Events of a workflow run, with the members that GitHub's have (webhook payloads of `workflow_run`, `workflow_job`). */

/** The title that docs/playbooks-on-github.md gives a run. */
function titleOf({ inputs }: DispatchedRun): string {
  return `${inputs.playbook} on #${inputs.pull} (${inputs.run})`;
}

/** The name that the reusable workflow gives the job that runs the playbook. */
export function jobNameOf({ inputs }: DispatchedRun): string {
  return `playbook / run ${inputs.playbook} at ${inputs.head} for #${inputs.pull} (${inputs.run})`;
}

export function workflowRunEvent(
  run: DispatchedRun,
  action: "requested" | "in_progress" | "completed",
  changes: object = {},
): object {
  return {
    action,
    workflow_run: {
      id: run.id,
      name: "playbook",
      head_branch: run.ref,
      path: `.github/workflows/${run.workflow}`,
      display_title: titleOf(run),
      run_number: 7,
      run_attempt: 1,
      event: "workflow_dispatch",
      status: action === "requested" ? "queued" : action,
      conclusion: null,
      html_url: `https://github.com/${run.repository}/actions/runs/${run.id}`,
      pull_requests: [],
      created_at: "2026-10-03T12:06:58Z",
      run_started_at: "2026-10-03T12:06:58Z",
      actor: { login: "kubehop[bot]", type: "Bot" },
      triggering_actor: { login: "kubehop[bot]", type: "Bot" },
      ...changes,
    },
    workflow: { name: "playbook", path: `.github/workflows/${run.workflow}` },
    sender: { login: "kubehop[bot]", type: "Bot" },
  };
}

export function workflowJobEvent(
  run: DispatchedRun,
  action: "queued" | "in_progress" | "completed",
  changes: object = {},
): object {
  return {
    action,
    workflow_job: {
      id: 88_001,
      run_id: run.id,
      workflow_name: "playbook",
      head_branch: run.ref,
      run_url: `https://api.github.com/repos/${run.repository}/actions/runs/${run.id}`,
      run_attempt: 1,
      html_url: `https://github.com/${run.repository}/actions/runs/${run.id}/job/88001`,
      status: action,
      conclusion: null,
      created_at: "2026-10-03T12:07:00Z",
      started_at: "2026-10-03T12:07:05Z",
      completed_at: null,
      name: jobNameOf(run),
      steps: [],
      labels: ["ubuntu-latest"],
      runner_id: action === "queued" ? null : 7,
      runner_name: action === "queued" ? null : "GitHub Actions 7",
      runner_group_name: action === "queued" ? null : "GitHub Actions",
      ...changes,
    },
    sender: { login: "kubehop[bot]", type: "Bot" },
  };
}
