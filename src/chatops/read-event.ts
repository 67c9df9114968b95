import type * as z from "zod/mini";
import type { CheckSubject } from "./check-subject.ts";
import { readExternalId } from "./check-subject.ts";
import { parseComment } from "./grammar.ts";
import { progressOfJob, progressOfWorkflow, untitledEnd } from "./playbooks/read-progress.ts";
import { isCheckId, workflowRunOfUrl } from "./playbooks/run-names.ts";
import type { RunProgress } from "./playbooks/run-progress.ts";
import {
  checkRunEvent,
  checkSuiteEvent,
  eventOrigin,
  issueCommentEvent,
  mergeGroupEvent,
  pullRequestEvent,
  workflowJobEvent,
  workflowRunEvent,
} from "./webhook-payloads.ts";
import type { Assignment, Work } from "./work.ts";

/** A verified webhook: its kind, its id, and what GitHub sent. */
export interface WebhookEvent {
  readonly name: string;
  /** `X-GitHub-Delivery`. */
  readonly id: string;
  readonly payload: unknown;
  /** Our own app, so that nobody else's checks are run again. */
  readonly appId?: number;
}

/** The events that may be work. */
export const subscribedEvents = [
  "pull_request",
  "merge_group",
  "check_run",
  "check_suite",
  "issue_comment",
  "workflow_run",
  "workflow_job",
] as const;

/** What the event asks for; undefined for everything that is not for us, payloads of another shape included. */
export function readEvent(event: WebhookEvent): Assignment | undefined {
  const work = readers.get(event.name)?.(event);
  const origin = eventOrigin.safeParse(event.payload);
  if (work === undefined || !origin.success) return undefined;
  const { repository, installation } = origin.data;
  return {
    work,
    ...(installation == null ? {} : { installationId: installation.id }),
    repository: { owner: repository.owner.login, repo: repository.name },
    defaultBranch: repository.default_branch,
    ...serverOf(repository.html_url),
  };
}

const readers: ReadonlyMap<string, (event: WebhookEvent) => Work | undefined> = new Map([
  ["pull_request", fromPullRequest],
  ["merge_group", fromMergeGroup],
  ["check_run", fromCheckRun],
  ["check_suite", fromCheckSuite],
  ["issue_comment", fromComment],
  ["workflow_run", fromWorkflowRun],
  ["workflow_job", fromWorkflowJob],
]);

function serverOf(htmlUrl: string | undefined): { serverUrl?: string } {
  return htmlUrl !== undefined && URL.canParse(htmlUrl) ? { serverUrl: new URL(htmlUrl).origin } : {};
}

function fromPullRequest({ payload, id }: WebhookEvent): Work | undefined {
  const event = parsed(pullRequestEvent, payload);
  if (event === undefined) return undefined;
  const { action, pull_request: pull, changes } = event;
  const wanted =
    ["opened", "synchronize", "reopened"].includes(action) ||
    (action === "edited" && changes?.base !== undefined);
  if (!wanted || pull.state !== "open") return undefined;
  return check({ headSha: pull.head.sha, baseSha: pull.base.sha, pull: pull.number, run: id });
}

function fromMergeGroup({ payload, id }: WebhookEvent): Work | undefined {
  const event = parsed(mergeGroupEvent, payload);
  if (event?.action !== "checks_requested") return undefined;
  return check({ headSha: event.merge_group.head_sha, baseSha: event.merge_group.base_sha, run: id });
}

function fromCheckRun({ payload, id, appId }: WebhookEvent): Work | undefined {
  const event = parsed(checkRunEvent, payload);
  if (event?.action !== "rerequested" || isForeign(event.check_run.app, appId)) return undefined;
  const { head_sha: headSha, app, external_id: externalId, pull_requests: pulls = [] } = event.check_run;
  if (isCheckId(externalId ?? "")) return again(event);
  const known = readExternalId(externalId ?? "");
  if (known === undefined) return app?.id === appId ? checkOf({ headSha, run: id }, pulls) : undefined;
  if (known.pull === undefined) return check({ headSha, run: id, baseSha: known.baseSha });
  const related = pulls.filter(({ number }) => number === known.pull);
  // The run's own base may be another branch's by now.
  if (related.length === 0) return { kind: "check-commit", headSha, run: id, pull: known.pull };
  return checkOf({ headSha, run: id }, related);
}

function again({ check_run: told, sender }: z.output<typeof checkRunEvent>): Work | undefined {
  const workflowRun = workflowRunOfUrl(told.details_url);
  if (workflowRun === undefined || sender == null || isBot(sender)) return undefined;
  return { kind: "run-again", rerequest: { login: sender.login, workflowRun } };
}

function fromCheckSuite({ payload, id, appId }: WebhookEvent): Work | undefined {
  const event = parsed(checkSuiteEvent, payload);
  if (event?.action !== "rerequested" || isForeign(event.check_suite.app, appId)) return undefined;
  const { head_sha: headSha, head_branch: branch, pull_requests: pulls = [] } = event.check_suite;
  const queued = /^gh-readonly-queue\/.+-([0-9a-f]{40})$/.exec(branch ?? "")?.[1];
  if (queued !== undefined) return check({ headSha, baseSha: queued, run: id });
  return checkOf({ headSha, run: id }, pulls);
}

/** The commit against the pull request that the event names; forks' events name none. */
function checkOf(
  commit: { readonly headSha: string; readonly run: string },
  pulls: readonly { readonly number: number; readonly base: { readonly sha: string } }[],
): Work {
  const [pull] = pulls;
  if (pull === undefined) return { kind: "check-commit", ...commit };
  return check({ ...commit, baseSha: pull.base.sha, pull: pull.number });
}

function fromComment({ payload }: WebhookEvent): Work | undefined {
  const event = parsed(issueCommentEvent, payload);
  if (event?.action !== "created" || event.issue.state !== "open") return undefined;
  const { issue, comment, sender } = event;
  if (issue.pull_request === undefined || issue.pull_request === null) return undefined;
  const author = comment.user;
  if (author == null || isBot(author) || (sender != null && isBot(sender))) return undefined;
  const ask = parseComment(comment.body ?? "");
  if (ask === undefined) return undefined;
  return {
    kind: "answer",
    comment: { pull: issue.number, commentId: comment.id, author: author.login, ask },
  };
}

function fromWorkflowRun({ payload }: WebhookEvent): Work | undefined {
  const event = parsed(workflowRunEvent, payload);
  if (event === undefined) return undefined;
  const titled = followed(progressOfWorkflow(event));
  if (titled !== undefined) return titled;
  const untitled = untitledEnd(event);
  return untitled === undefined ? undefined : { kind: "find-run", untitled };
}

function fromWorkflowJob({ payload }: WebhookEvent): Work | undefined {
  const event = parsed(workflowJobEvent, payload);
  return event === undefined ? undefined : followed(progressOfJob(event));
}

function followed(progress: RunProgress | undefined): Work | undefined {
  return progress === undefined ? undefined : { kind: "follow", progress };
}

function isBot({ login, type }: { login: string; type?: string | undefined }): boolean {
  return type === "Bot" || login.endsWith("[bot]");
}

/** GitHub always names the app of a check; where the name is there it must be ours. */
function isForeign(app: { id: number } | null | undefined, appId: number | undefined): boolean {
  return app != null && appId !== undefined && app.id !== appId;
}

function check(subject: CheckSubject): Work {
  return { kind: "check", subject };
}

function parsed<Schema extends z.ZodMiniType>(
  schema: Schema,
  payload: unknown,
): z.output<Schema> | undefined {
  const result = schema.safeParse(payload);
  return result.success ? result.data : undefined;
}
