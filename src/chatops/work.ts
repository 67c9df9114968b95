import type { CheckSubject } from "./check-subject.ts";
import type { CommandComment } from "./command.ts";
import type { UntitledRun } from "./playbooks/find-run.ts";
import type { Rerequest } from "./playbooks/run-again.ts";
import type { RunProgress } from "./playbooks/run-progress.ts";

/** What an event asks Kubehop to do. */
export type Work =
  | { readonly kind: "check"; readonly subject: CheckSubject }
  /** A run was asked for again, and the event does not say what the commit is compared with today. */
  | { readonly kind: "check-commit"; readonly headSha: string; readonly run: string; readonly pull?: number }
  | { readonly kind: "answer"; readonly comment: CommandComment }
  /** GitHub tells of a workflow run that a comment may have asked for. */
  | { readonly kind: "follow"; readonly progress: RunProgress }
  | { readonly kind: "find-run"; readonly untitled: UntitledRun }
  | { readonly kind: "run-again"; readonly rerequest: Rerequest };

/** Work together with where it comes from. */
export interface Assignment {
  readonly work: Work;
  readonly repository: { readonly owner: string; readonly repo: string };
  /** Missing in the events of a workflow run, which has a token already. */
  readonly installationId?: number;
  readonly defaultBranch: string;
  /** `https://github.com` without a slash at the end, where the event says it. */
  readonly serverUrl?: string;
}

/** Work with the same key runs one after the other: two commands on one pull request share a comment. */
export function serialKey({ repository, work }: Assignment): string {
  const name = `${repository.owner}/${repository.repo}`;
  switch (work.kind) {
    case "answer":
      return `${name}#${work.comment.pull}`;
    case "check":
      return `${name}#${work.subject.pull ?? work.subject.headSha}`;
    case "check-commit":
      return `${name}#${work.pull ?? work.headSha}`;
    case "follow":
      return `${name}#${work.progress.pull}`;
    case "find-run":
      return `${name} run ${work.untitled.workflowRun}`;
    case "run-again":
      return `${name} run ${work.rerequest.workflowRun}`;
    default:
      return work satisfies never;
  }
}

/** The same for two deliveries of one comment (an app and a hook, say); undefined where repeating is harmless. */
export function semanticKey({ repository, work }: Assignment): string | undefined {
  if (work.kind !== "answer") return undefined;
  return `${repository.owner}/${repository.repo}!${work.comment.commentId}`;
}
