import * as z from "zod/mini";

/** The parts of GitHub's webhook payloads that are used; everything else is ignored, and a wrong shape is no event. */

const sha = z.string().check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/));
const id = z.number();
const user = z.nullish(z.object({ login: z.string(), type: z.optional(z.string()) }));
const app = z.nullish(z.object({ id }));

/** Common to all events of a repository. */
export const eventOrigin = z.object({
  repository: z.object({
    name: z.string(),
    owner: z.object({ login: z.string() }),
    default_branch: z.string(),
    html_url: z.optional(z.string()),
  }),
  /** Missing in the events of a workflow run. */
  installation: z.nullish(z.object({ id })),
});

const pullRequestPart = z.object({
  number: id,
  state: z.string(),
  head: z.object({ sha }),
  base: z.object({ sha }),
});

export const pullRequestEvent = z.object({
  action: z.string(),
  pull_request: pullRequestPart,
  changes: z.optional(z.object({ base: z.optional(z.unknown()) })),
});

export const mergeGroupEvent = z.object({
  action: z.string(),
  merge_group: z.object({ head_sha: sha, base_sha: sha }),
});

const relatedPulls = z.optional(z.array(z.object({ number: id, base: z.object({ sha }) })));

export const checkRunEvent = z.object({
  action: z.string(),
  check_run: z.object({
    name: z.string(),
    head_sha: sha,
    external_id: z.nullish(z.string()),
    details_url: z.nullish(z.string()),
    app,
    pull_requests: relatedPulls,
  }),
  sender: user,
});

export const checkSuiteEvent = z.object({
  action: z.string(),
  check_suite: z.object({
    head_sha: sha,
    head_branch: z.nullish(z.string()),
    app,
    pull_requests: relatedPulls,
  }),
});

export const issueCommentEvent = z.object({
  action: z.string(),
  issue: z.object({
    number: id,
    state: z.string(),
    pull_request: z.optional(z.unknown()),
  }),
  comment: z.object({ id, body: z.nullish(z.string()), user }),
  sender: user,
});

export const workflowRunEvent = z.object({
  action: z.string(),
  workflow_run: z.object({
    id,
    /** What started it: `workflow_dispatch`, `pull_request`, … */
    event: z.string(),
    display_title: z.optional(z.string()),
    run_attempt: z.optional(id),
    html_url: z.string(),
    conclusion: z.nullish(z.string()),
    actor: user,
  }),
});

export const workflowJobEvent = z.object({
  action: z.string(),
  workflow_job: z.object({
    run_id: id,
    run_attempt: z.optional(id),
    name: z.string(),
    html_url: z.string(),
    conclusion: z.nullish(z.string()),
    started_at: z.nullish(z.string()),
    runner_name: z.nullish(z.string()),
    /** As they stand when the event is sent: none is sent for a step. GitHub's description lets each be nothing. */
    steps: z.optional(z.array(z.nullish(z.object({ name: z.string(), conclusion: z.nullish(z.string()) })))),
  }),
});
