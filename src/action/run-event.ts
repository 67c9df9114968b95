import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { mergeGroupEvent, pullRequestEvent } from "../chatops/webhook-payloads.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import type { Environment } from "./inputs.ts";

/** What started the run, as far as it matters. */
export type RunEvent =
  | { readonly kind: "comment"; readonly payload: unknown }
  | {
      readonly kind: "change";
      readonly headSha: string;
      readonly baseSha: string;
      readonly pull?: PullRequestFacts;
    }
  | { readonly kind: "commit"; readonly sha: string };

export interface PullRequestFacts {
  readonly number: number;
  /** The head lies in another repository, or in one that is gone, and the event gives such runs no more. */
  readonly mayOnlyRead: boolean;
}

/**
 * Reads `GITHUB_EVENT_NAME` and the payload beside it. Every pull-request event counts, whatever its action:
 * a required job must say something. `pull_request_target` is the same: nothing of the head is executed.
 *
 * @throws KubehopError `event-not-readable`
 */
export function readRunEvent(environment: Environment): RunEvent {
  const name = environment.GITHUB_EVENT_NAME ?? "";
  if (name === "issue_comment") return { kind: "comment", payload: payloadOf(environment) };
  if (name === "pull_request" || name === "pull_request_target") return fromPullRequest(name, environment);
  if (name === "merge_group") return fromMergeGroup(environment);
  return { kind: "commit", sha: environment.GITHUB_SHA ?? "" };
}

const repositories = z.object({
  pull_request: z.object({
    head: z.object({ repo: z.nullish(z.object({ id: z.number() })) }),
    base: z.object({ repo: z.object({ id: z.number() }) }),
  }),
});

function fromPullRequest(name: "pull_request" | "pull_request_target", environment: Environment): RunEvent {
  const payload = payloadOf(environment);
  const event = pullRequestEvent.safeParse(payload);
  if (!event.success) throw unreadable("pull_request");
  const { number, head, base } = event.data.pull_request;
  const places = repositories.safeParse(payload);
  const { head: from, base: into } = places.success ? places.data.pull_request : {};
  const isFork = from?.repo?.id !== into?.repo.id;
  const pull = { number, mayOnlyRead: isFork && name === "pull_request" };
  return { kind: "change", headSha: head.sha, baseSha: base.sha, pull };
}

function fromMergeGroup(environment: Environment): RunEvent {
  const event = mergeGroupEvent.safeParse(payloadOf(environment));
  if (!event.success) throw unreadable("merge_group");
  return {
    kind: "change",
    headSha: event.data.merge_group.head_sha,
    baseSha: event.data.merge_group.base_sha,
  };
}

function payloadOf(environment: Environment): unknown {
  try {
    return JSON.parse(readFileSync(environment.GITHUB_EVENT_PATH ?? "", "utf8"));
  } catch (cause) {
    throw unreadable(environment.GITHUB_EVENT_NAME ?? "event", cause);
  }
}

function unreadable(name: string, cause?: unknown): KubehopError {
  return new KubehopError({
    code: "event-not-readable",
    message: `The payload of the ${name} event (GITHUB_EVENT_PATH) is not what GitHub sends.`,
    remedy: "Run the Action in a workflow; with a local runner, give it a whole event payload.",
    cause,
  });
}
